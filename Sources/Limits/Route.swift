package import SystemdUnits

/// The way a value takes to the kernel, and why.
package enum Route: Equatable, Sendable {
  /// Why a file is written although a unit is concerned, or because none is.
  package enum FileReason: Equatable, Sendable {
    /// systemd does not run here.
    case noSystemd
    /// The group is a copied tree's: who owns it cannot be asked.
    case copied
    /// No unit is at or above the group.
    case noUnit
    /// The group is below a delegated unit: it is its owner's.
    case delegated(unit: String)
    /// The group is a unit's of a user's manager that cannot be asked: another user's.
    case otherManager(unit: String, manager: String)
    /// systemd has no property for the file.
    case noProperty(unit: String)
    /// systemd has no property for the file, and yet writes it with others: memory.oom.group from OOMPolicy=,
    /// cpu.weight.nice with cpu.weight (seen on 257).
    case writtenBesides(unit: String)
    /// The running systemd does not know the property, or does not let it be set.
    case propertyRefused(unit: String, property: String)
    /// systemd has no word for this very value.
    case valueHasNoProperty(unit: String, reason: String)
    /// `--direct`.
    case direct(unit: String)
  }

  /// Through the service manager, so that nothing reverts it.
  case manager(unit: String, isUser: Bool, properties: [UnitProperty])
  /// Into the file.
  case file(FileReason)

  /// `manager` or `file`.
  package var word: String {
    switch self {
    case .manager: "manager"
    case .file: "file"
    }
  }

  /// Why this way.
  package var reason: String {
    switch self {
    case .manager(let unit, let isUser, let properties):
      "\(isUser ? "the user's" : "the system's") manager owns \(unit): \(Set(properties.map(\.name)).sorted().joined(separator: ", "))"
    case .file(.noSystemd): "systemd does not run here"
    case .file(.copied): "a copied tree has no manager to be asked"
    case .file(.noUnit): "no unit owns the group"
    case .file(.delegated(let unit)): "the group is below \(unit), which is delegated"
    case .file(.otherManager(let unit, let manager)):
      "\(unit) is of the manager \(manager), which is not asked from here"
    case .file(.noProperty(let unit)): "systemd has no property for this file (the group is \(unit)'s)"
    case .file(.writtenBesides(let unit)):
      "systemd has no property for this file, but writes it (the group is \(unit)'s)"
    case .file(.propertyRefused(let unit, let property)): "this systemd does not set \(property) of \(unit)"
    case .file(.valueHasNoProperty(let unit, let reason)): "\(reason) (\(unit))"
    case .file(.direct(let unit)): "--direct: \(unit) is systemd's"
    }
  }

  /// Who may undo it; nil where nobody does.
  package var warning: String? {
    switch self {
    case .manager, .file(.noSystemd), .file(.copied), .file(.noUnit), .file(.delegated): nil
    case .file(.noProperty(let unit)):
      "systemd keeps \(unit) but not this value: it is lost when the unit restarts or its controller is switched off"
    case .file(.otherManager(let unit, let manager)):
      "\(manager) owns \(unit) and may write its own value again; weir set as that user goes through it"
    case .file(.propertyRefused(let unit, _)), .file(.valueHasNoProperty(let unit, _)), .file(.direct(let unit)),
      .file(.writtenBesides(let unit)):
      "systemd may overwrite it at the next set-property of \(unit)"
    }
  }
}

/// How long a value stays.
package enum Lasting: Equatable, Sendable {
  /// Until the machine boots anew: a drop-in in /run.
  case untilReboot
  /// Until the manager reads its files anew: a drop-in in /run, behind one for good in /etc.
  case untilDaemonReload
  /// Until the unit stops: a transient unit, or a file systemd does not know.
  case untilUnitRestarts(String)
  /// Until the engine makes the container anew; `command` would make it last.
  case untilContainerRestarts(command: String?)
  /// Until the group is removed.
  case untilGroupIsRemoved
  /// Nobody can tell: a copied tree's manager is not here.
  case asItsManagerSays
  /// Until systemd writes the unit's files again.
  case untilNextSetProperty(String)
  /// For good: a drop-in in /etc.
  case forGood

  /// For a person.
  package var words: String {
    switch self {
    case .untilReboot: "until the machine reboots"
    case .untilDaemonReload:
      "until the next daemon-reload, which brings the value for good back; --persistent replaces that"
    case .untilUnitRestarts(let unit): "until \(unit) restarts"
    case .untilContainerRestarts(let command):
      "until the container restarts" + (command.map { "; for good: \($0)" } ?? "")
    case .untilGroupIsRemoved: "until the group is removed"
    case .asItsManagerSays: "as long as the manager of its machine says"
    case .untilNextSetProperty(let unit): "until systemd next writes \(unit)"
    case .forGood: "for good"
    }
  }

  /// The note for who asked for good and does not get it.
  var keepsNothing: String { "--persistent keeps nothing here: it lasts \(words)" }
}
