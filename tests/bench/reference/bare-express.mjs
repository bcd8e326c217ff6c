/** The reference for accepted POSTs: Express reads the JSON and answers; nothing is checked, nothing kept. */
import express from 'express';

const app = express();
app.use(express.json());
app.post('/', (_request, response) => {
  response.json({ status: 'accepted' });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening: http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/\n`);
});
