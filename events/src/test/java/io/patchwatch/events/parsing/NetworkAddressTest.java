package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7,            203.0.113.7,      -1,   false",
    "203.0.113.7:40752,      203.0.113.7,      40752, false",
    "::ffff:203.0.113.7,     203.0.113.7,      -1,   false",
    "::ffff:127.0.0.1,       127.0.0.1,        -1,   true",
    "[2001:DB8::1]:5222,     2001:db8::1,      5222, false",
    "2001:db8:0:0:1:0:0:1,   2001:db8::1:0:0:1, -1,  false",
    "2001:db8:0:1:1:1:1:1,   2001:db8:0:1:1:1:1:1, -1, false",
    "fe80::1%eth0,           fe80::1,          -1,   false",
    "::1,                    ::1,              -1,   true",
    "::,                     ::,               -1,   true",
    "127.1.2.3,              127.1.2.3,        -1,   true",
    "0.0.0.0,                0.0.0.0,          -1,   true"
  })
  void readsWhatServersWrite(String text, String ip, int port, boolean local) {
    assertThat(NetworkAddress.read(text)).contains(new NetworkAddress(ip, port, local));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "undefined",
        "-",
        "unknown",
        "localhost",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "010.1.1.1",
        "1.2.3.4 and more",
        ":::",
        "1::2::3",
        "2001:db8:0:0:1:0:0:1:2",
        "g::1",
        "[::1",
        "1.2.3.x",
        "xxx.xxx.xxx.xxx",
        "12345::",
        "٣.٣.٣.٣"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(NetworkAddress.read(text)).isEmpty();
  }
}
