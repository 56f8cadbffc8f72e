import Testing

@testable import SystemdUnits

@Suite struct BusErrorNamesTests {
  private static let call = BusCall("SetUnitProperties", [.string("x.service")], unit: "x.service")
  private static let manage = "org.freedesktop.systemd1.manage-units"

  // Names and texts as systemd 257 sends them.
  @Test(
    arguments: [
      ("systemd1.NoSuchUnit", "Unit x.service not loaded.", .noSuchUnit("x.service")),
      ("systemd1.UnitExists", "Unit x.scope was already loaded or has a fragment file.", .unitExists("x.service")),
      (
        "systemd1.NoUnitForPID", "PID 77 does not belong to any loaded unit.",
        .noSuchProcess("PID 77 does not belong to any loaded unit.")
      ),
      (
        "DBus.Error.UnixProcessIdUnknown", "Failed to set unit: No such process",
        .noSuchProcess("Failed to set unit: No such process")
      ),
      ("DBus.Error.AccessDenied", "Permission denied", .notPermitted(action: manage, call: "SetUnitProperties")),
      (
        "DBus.Error.InteractiveAuthorizationRequired", "Interactive authentication required.",
        .interactionRequired(action: manage, call: "SetUnitProperties")
      ),
      (
        "DBus.Error.PropertyReadOnly", "Cannot set property OOMPolicy, or unknown property.",
        .fixedProperty("OOMPolicy")
      ),
      ("DBus.Error.UnknownProperty", "Unknown property MemoryFoo", .unknownProperty("MemoryFoo")),
      ("DBus.Error.UnknownProperty", "Unknown interface org.x or property Nope.", .unknownProperty("Nope")),
      (
        "DBus.Error.InvalidArgs", "CPUWeight= value out of range",
        .invalidValue(property: nil, reason: "CPUWeight= value out of range")
      ),
      ("systemd1.UnitBusy", "busy", .notNow(unit: "x.service", reason: "busy")),
      ("systemd1.UnitInactive", "inactive", .notNow(unit: "x.service", reason: "inactive")),
      ("DBus.Error.NotSupported", "no", .notSupported(unit: "x.service", reason: "no")),
      ("DBus.Error.NoReply", "Remote peer disconnected", .disconnected),
      ("DBus.Error.ServiceUnknown", "The name is not activatable", .notOnBus),
      ("DBus.Error.Spawn.ChildExited", "exited with status 1", .notOnBus),
      ("DBus.Error.Timeout", "", .timedOut(call: "SetUnitProperties", after: nil)),
      ("Elsewhere.Odd", "odd", .other(name: "org.freedesktop.Elsewhere.Odd", text: "odd")),
    ] as [(String, String, SystemdFailure)])
  func namesBecomeCases(name: String, text: String, failure: SystemdFailure) {
    #expect(SystemdFailure(error: "org.freedesktop." + name, text: text, to: Self.call) == failure)
  }

  @Test func reloadHasItsOwnAction() {
    #expect(SystemdFailure.polkitAction(of: "Reload") == "org.freedesktop.systemd1.reload-daemon")
    #expect(SystemdFailure.polkitAction(of: "GetUnit") == nil)
  }

  @Test func sentencesNameTheRemedy() {
    #expect("\(SystemdFailure.libraryMissing)".contains("libsystemd.so.0 not found"))
    #expect("\(SystemdFailure.userManagerAbsent(user: 1000))".contains("enable-linger"))
    #expect("\(SystemdFailure.notPermitted(action: Self.manage, call: "StopUnit"))".contains(Self.manage))
  }
}
