extension SystemdFailure {
  /// What an error reply means; names of org.freedesktop.systemd1(5) and sd-bus-errors(3).
  init(error name: String, text: String, to call: BusCall) {
    let systemd = "org.freedesktop.systemd1."
    let bus = "org.freedesktop.DBus.Error."
    let unit = call.unit ?? "?"
    switch name {
    case systemd + "NoSuchUnit", systemd + "UnitNotLoaded": self = .noSuchUnit(unit)
    case systemd + "LoadFailed" where text.contains("not found"): self = .noSuchUnit(unit)
    case systemd + "UnitExists": self = .unitExists(unit)
    case systemd + "NoUnitForPID", systemd + "NoSuchProcess", bus + "UnixProcessIdUnknown":
      self = .noSuchProcess(text)
    case bus + "AccessDenied", bus + "AuthFailed":
      self = .notPermitted(action: Self.polkitAction(of: call.member), call: call.member)
    case bus + "InteractiveAuthorizationRequired":
      self = .interactionRequired(action: Self.polkitAction(of: call.member), call: call.member)
    case bus + "UnknownProperty": self = .unknownProperty(Self.property(in: text) ?? Self.lastText(of: call))
    case bus + "PropertyReadOnly": self = .fixedProperty(Self.property(in: text) ?? Self.lastText(of: call))
    case bus + "InvalidArgs", bus + "InvalidSignature", bus + "InconsistentMessage":
      self = .invalidValue(property: nil, reason: text)
    case systemd + "UnitBusy", systemd + "UnitInactive", systemd + "UnitMasked", systemd + "OnlyByDependency",
      systemd + "JobTypeNotApplicable", systemd + "TransactionIsDestructive", systemd + "UnitIsUnneeded",
      systemd + "FrozenByParent":
      self = .notNow(unit: call.unit, reason: text)
    case bus + "NotSupported", bus + "UnknownMethod", bus + "UnknownInterface":
      self = .notSupported(unit: call.unit, reason: text)
    case bus + "Timeout", bus + "TimedOut": self = .timedOut(call: call.member, after: nil)
    case bus + "NoReply", bus + "Disconnected", bus + "NoServer": self = .disconnected
    case bus + "NameHasNoOwner", bus + "ServiceUnknown": self = .notOnBus
    // The broker tries to start whom it does not know: systemd's own entry names a program that only fails.
    case _ where name.hasPrefix(bus + "Spawn."): self = .notOnBus
    default: self = .other(name: name, text: text)
    }
  }

  /// The polkit action the system manager asks about before a call (systemd, src/core/dbus-manager.c).
  static func polkitAction(of member: String) -> String? {
    switch member {
    case "StartTransientUnit", "StartUnit", "StopUnit", "KillUnit", "SetUnitProperties", "FreezeUnit", "ThawUnit",
      "ResetFailedUnit", "Abandon", "AbandonScope", "AttachProcessesToUnit", "RefUnit":
      "org.freedesktop.systemd1.manage-units"
    case "Reload", "Reexecute": "org.freedesktop.systemd1.reload-daemon"
    default: nil
    }
  }

  /// The name in "Cannot set property NAME, or unknown property." and "Unknown interface I or property NAME.".
  static func property(in text: String) -> String? {
    let words = text.split(whereSeparator: { $0 == " " })
    for (word, next) in zip(words, words.dropFirst()) where word == "property" {
      let name = next.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      if !name.isEmpty { return String(name) }
    }
    return nil
  }

  /// Properties.Get(s interface, s property): the name that was asked for.
  private static func lastText(of call: BusCall) -> String { call.arguments.last?.text ?? call.member }
}
