import ContainerIdentity
import Testing

@testable import WeirCommands

/// Which service is meant by a name, and whose manager is asked for it.
struct NamedServiceTests {
  private func named(_ typed: String) -> NamedService? {
    NamedService(typed, ownUser: 1000) {
      Accounts(Array("root:x:0:0:root:/root:/bin/sh\nalice:x:1001:1001::/home/alice:/bin/sh\n".utf8))
    }
  }

  @Test(arguments: ["nginx.service", "nginx"]) func theSystemsComesFirst(_ typed: String) {
    #expect(named(typed)?.unit == "nginx.service")
    #expect(named(typed)?.managers == [.system, .user(1000)])
  }

  /// Never the manager of whoever asks.
  @Test(arguments: ["alice/dbus.service", "alice/dbus", "1001/dbus"]) func aUsersIsThatUsers(_ typed: String) {
    #expect(named(typed)?.unit == "dbus.service")
    #expect(named(typed)?.managers == [.user(1001)])
  }

  @Test func aNameWithDotsIsAServiceToo() {
    #expect(named("org.gnome.Shell@x11")?.unit == "org.gnome.Shell@x11.service")
  }

  @Test(arguments: [
    "", "/system.slice/nginx.service", "docker:web", "k8s:a/b", "a/b/c", "nobody/x.service", "session-7.scope",
    "system.slice", "ngin*", "two words", "alice/",
  ])
  func whatIsNoServicesName(_ typed: String) { #expect(named(typed) == nil) }
}
