import Testing

@testable import SystemdUnits

@Suite struct BusAddressTests {
  private func none(_ name: String) -> String? { nil }

  @Test func rootTalksToTheManagerFirst() {
    let addresses = BusAddress.system(user: 0, environment: none)
    #expect(addresses.map(\.text) == ["unix:path=/run/systemd/private", "unix:path=/run/dbus/system_bus_socket"])
    #expect(addresses.map(\.isBroker) == [false, true])
  }

  @Test func othersTakeTheBus() {
    #expect(BusAddress.system(user: 7, environment: none).map(\.text) == ["unix:path=/run/dbus/system_bus_socket"])
    let named = BusAddress.system(user: 7) { $0 == "DBUS_SYSTEM_BUS_ADDRESS" ? "unix:path=/x" : nil }
    #expect(named.map(\.text) == ["unix:path=/x"])
  }

  @Test func userManagerWithoutItsVariableIsAtItsUsualPlace() {
    let addresses = BusAddress.user(1000, environment: none)
    #expect(addresses.map(\.text) == ["unix:path=/run/user/1000/systemd/private", "unix:path=/run/user/1000/bus"])
  }

  @Test func runtimeDirectoryIsEscapedAndMustBeAbsolute() {
    let odd = BusAddress.user(1) { $0 == "XDG_RUNTIME_DIR" ? "/tmp/a,b;c=d\u{e9}" : nil }
    #expect(odd.first?.text == "unix:path=/tmp/a%2Cb%3Bc%3Dd%C3%A9/systemd/private")
    let relative = BusAddress.user(1) { $0 == "XDG_RUNTIME_DIR" ? "here" : nil }
    #expect(relative.first?.text == "unix:path=/run/user/1/systemd/private")
  }

  @Test func signatures() {
    let value = BusValue.array([.structure([.string("/dev/vda"), .uint64(1)])], element: "(st)")
    #expect(value.signature == "a(st)")
    #expect(BusValue.structure([.string("a"), .variant(value)]).signature == "(sv)")
    #expect(BusValue.entry(.string("a"), .variant(.byte(1))).signature == "{sv}")
    #expect(BusValue.array([.entry(.string("a"), .variant(.byte(1)))], element: "{sv}").dictionary == ["a": .byte(1)])
  }
}
