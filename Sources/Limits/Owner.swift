package import ControlGroups
package import SystemdUnits

/// Who owns a group: asked of the managers once for each group of a plan.
package struct Owner: Sendable {
  /// The unit at or above the group; nil where there is none, or systemd does not run.
  package var unit: GroupOwner?
  /// Its manager is a user's.
  package var isUser: Bool
  /// Whether a service manager answered at all.
  package var hasSystemd: Bool

  /// The group is a copied tree's: no manager knows it.
  package var isCopied = false

  package static let none = Owner(unit: nil, isUser: false, hasSystemd: false)
}

/// The managers of this machine, connected when first needed.
package actor Owners {
  private var system: Result<Systemd, SystemdFailure>?
  private var user: Result<Systemd, SystemdFailure>?
  private let isInteractive: Bool
  /// What is answered where no manager is asked; nil: ask.
  private let fixed: Owner?
  /// Asked once for each group: a plan and its carrying out are one moment.
  private var known: [GroupPath: Owner] = [:]

  /// - Parameters:
  ///   - isInteractive: whether polkit may ask for a password.
  ///   - isLive: whether the hierarchy is this machine's.
  ///   - isCopied: whether it is a copied tree, of which the managers know nothing.
  package init(isInteractive: Bool, isLive: Bool = true, isCopied: Bool = false) {
    self.isInteractive = isInteractive
    var none = Owner.none
    none.isCopied = isCopied
    fixed = isLive && !isCopied ? nil : none
  }

  private func manager(_ kind: Systemd.Kind) async throws(SystemdFailure) -> Systemd {
    if let known = kind == .system ? system : user { return try known.get() }
    let result: Result<Systemd, SystemdFailure>
    do throws(SystemdFailure) {
      result = .success(try await Systemd.connect(to: kind, interactive: isInteractive))
    } catch { result = .failure(error) }
    if kind == .system { system = result } else { user = result }
    return try result.get()
  }

  /// The owner of a group. The system's manager names `user@UID.service` for what a user's manager runs: then that one
  /// is asked, where it is this user's own.
  package func owner(of path: GroupPath) async throws(SystemdFailure) -> Owner {
    if let owner = known[path] { return owner }
    let owner: Owner
    if let fixed { owner = fixed } else { owner = try await ask(for: path) }
    known[path] = owner
    return owner
  }

  /// Forgets what is known of a group: time has passed.
  package func forget(_ path: GroupPath) {
    for known in known.keys where path.contains(known) { self.known[known] = nil }
  }

  /// Asks for many groups at once: one after the other, each would wait for the manager's answer three times.
  package func prepare(_ paths: [GroupPath]) async {
    let paths = Set(paths).subtracting(known.keys)
    // The first connects.
    guard let first = paths.first, paths.count > 1, (try? await owner(of: first)) != nil else { return }
    await withTaskGroup(of: Void.self) { group in
      for path in paths { group.addTask { _ = try? await self.owner(of: path) } }
    }
  }

  private func ask(for path: GroupPath) async throws(SystemdFailure) -> Owner {
    // A path that is no UTF-8 is no unit's own group; its nearest ancestor that can be asked for may be.
    guard let known = path.selfAndAncestors.first(where: { ByteText($0.bytes).isValidUTF8 }) else { return .none }
    let asked = String(decoding: known.bytes, as: UTF8.self)
    let rest = path.components.dropFirst(known.components.count).map(\.description).joined(separator: "/")
    let system: Systemd
    do throws(SystemdFailure) { system = try await manager(.system) } catch {
      // It runs and cannot be reached: what is written past it, it would take back.
      guard error.isWithoutManager else { throw error }
      return .none
    }
    let owner: GroupOwner
    do throws(SystemdFailure) { owner = try await system.owner(ofControlGroup: asked).further(rest) } catch .noSuchUnit
    {
      // Of a group at the root that is no unit's, systemd 257 says so; of others it names the root slice.
      return Owner(unit: nil, isUser: false, hasSystemd: true)
    }
    guard owner.unit.name.hasPrefix("user@"), owner.below?.isEmpty == false else {
      return Owner(unit: owner.below == nil ? nil : owner, isUser: false, hasSystemd: true)
    }
    guard let user = try? await manager(.user), let inner = try? await user.owner(ofControlGroup: asked),
      inner.below != nil
    else { return Owner(unit: owner, isUser: false, hasSystemd: true) }
    return Owner(unit: inner.further(rest), isUser: true, hasSystemd: true)
  }
}
