/** The configuration files of the virtual desktop's programs. */

/**
 * @param {string} socket
 * @param {string} services folder of the services the bus may start
 */
export function sessionBusConfiguration(socket, services) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=${socket}</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

/**
 * A panel along the top with a tray and a clock. `known-items` stays empty, so every icon is shown.
 */
export const panelConfiguration = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="icon-size" type="uint" value="16"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="int" value="22"/>
    </property>
    <property name="plugin-3" type="string" value="clock">
      <property name="digital-layout" type="uint" value="3"/>
    </property>
  </property>
</channel>
`;

/** Popups stay until they are answered, so that a person and a test have time to look. */
export const dunstConfiguration = `[global]
    width = (320, 420)
    height = 400
    origin = top-right
    offset = 16x44
    notification_limit = 20
    font = "Inter, Noto Sans, DejaVu Sans, Sans 11"
    markup = full
    format = "<b>%s</b>\\n%b"
    word_wrap = yes
    ignore_newline = no
    alignment = left
    padding = 12
    horizontal_padding = 14
    frame_width = 1
    corner_radius = 0
    icon_position = left
    min_icon_size = 32
    max_icon_size = 48
    show_indicators = no
    idle_threshold = 0
    history_length = 200
    mouse_left_click = do_action, close_current
    mouse_right_click = close_current
    mouse_middle_click = close_all

[urgency_low]
    background = "#1f2329"
    foreground = "#e6e8eb"
    frame_color = "#3a4048"
    timeout = 600

[urgency_normal]
    background = "#1f2329"
    foreground = "#e6e8eb"
    frame_color = "#3a4048"
    timeout = 600

[urgency_critical]
    background = "#3b1f23"
    foreground = "#ffffff"
    frame_color = "#a33"
    timeout = 0
`;
