internal import ControlGroups

/// All state on disk that identities come from, and whose it is.
///
/// Root's engines are asked only about groups that only root can make; under a user's manager only that user's storage.
struct Stores {
  let files: any StateFiles
  private var round: UInt64 = 0
  private var docker = KeptParses(most: DockerState.most, parse: DockerState.parse)
  private var hostConfigs = KeptParses(most: DockerState.most, parse: { DockerHostConfig($0) })
  /// Whether root's docker keeps containers at all; nil until it was looked at in this round.
  private var hasDockers: Bool?
  private var dataRoots = KeptParses(most: KeyValueLines.most, parse: { DockerState.dataRoot($0) ?? "" })
  private var storage = KeptParses(most: ContainersStorage.most, parse: ContainersStorage.parse)
  private var settings = KeptParses(most: KeyValueLines.most, parse: { $0 })
  private var runtimes = KeptParses(most: OCIConfig.most, parse: OCIConfig.parse)
  private var lines = KeptParses(most: KeyValueLines.most, parse: { KeyValueLines($0) })
  private var accounts = KeptParses(most: Accounts.most, parse: { Accounts($0) })

  init(_ files: any StateFiles) { self.files = files }

  /// From now on every file's stamp is looked at anew.
  mutating func beginRound() {
    round += 1
    hasDockers = nil
    guard round > 8 else { return }
    docker.forget(before: round - 8)
    hostConfigs.forget(before: round - 8)
    storage.forget(before: round - 8)
    runtimes.forget(before: round - 8)
    lines.forget(before: round - 8)
  }

  // MARK: users

  /// A user's name and home; the home is nil for users that /etc/passwd does not hold.
  mutating func account(_ user: UInt32) -> (name: ByteText, home: ByteText?)? {
    if let found = (try? accounts.value(Accounts.file, files, round: round).get())?[user] {
      return (found.name, found.home)
    }
    let path = StatePath("/run/systemd", "users", ByteText("\(user)"))
    if let name = (try? lines.value(path, files, round: round).get())?["NAME"], name.isPlainName { return (name, nil) }
    return user == 0 ? ("root", "/root") : nil
  }

  /// The directory that a user's own state is below; root's is the system's.
  private mutating func home(_ user: UInt32) throws(StateFailure) -> ByteText {
    guard let home = account(user)?.home else { throw .unknownHome }
    // `/` is nobody's own.
    guard home.bytes.first == Byte.slash, home.bytes.count > 1 else { throw .absent }
    return home
  }

  /// A path that a user's own settings name: beneath their home, or nowhere.
  private func beneath(_ home: ByteText, _ path: ByteText) throws(StateFailure) -> [ByteText] {
    guard path.bytes.starts(with: home.bytes), path.bytes.count > home.bytes.count,
      path.bytes[home.bytes.count] == Byte.slash
    else { throw .leadsElsewhere }
    return path.bytes.dropFirst(home.bytes.count).split(separator: Byte.slash).map { ByteText(Array($0)) }
  }

  // MARK: docker

  /// What docker knows of a container: root's daemon, or a user's own.
  mutating func dockerContainer(_ id: ByteText, user: UInt32?) -> Result<StoredContainer, StateFailure> {
    do {
      var path = try dockerDirectory(user)
      path.rest += ["containers", id, "config.v2.json"]
      return docker.value(path, files, round: round)
    } catch { return .failure(error) }
  }

  /// Whether root's docker has a directory of containers: where it has none, no bare id need be looked for. Once a round.
  mutating func hasDockerContainers() -> Bool {
    if let hasDockers { return hasDockers }
    var isThere = false
    do {
      var path = try dockerDirectory(nil)
      path.rest.append("containers")
      _ = try files.stamp(path)
    } catch { isThere = error == .notRegular }
    hasDockers = isThere
    return isThere
  }

  /// A container of root's docker, where docker itself says that it puts that one into `parent` (`--cgroup-parent`). An id
  /// alone proves nothing: what runs as root in a container of another engine may call a group so.
  ///
  /// A parent for all containers (`cgroup-parent` of daemon.json) is not followed: it is in no file of the container's.
  mutating func dockerContainer(_ id: ByteText, in parent: GroupPath) -> StoredContainer? {
    guard hasDockerContainers(), let told = dockerHostConfig(id, user: nil), told.cgroupParent.bytes == parent.bytes
    else {
      return nil
    }
    return try? dockerContainer(id, user: nil).get()
  }

  /// How docker was told to make a container; nil where that cannot be read.
  mutating func dockerHostConfig(_ id: ByteText, user: UInt32?) -> DockerHostConfig? {
    guard var path = try? dockerDirectory(user) else { return nil }
    path.rest += ["containers", id, "hostconfig.json"]
    return try? hostConfigs.value(path, files, round: round).get()
  }

  private mutating func dockerDirectory(_ user: UInt32?) throws(StateFailure) -> StatePath {
    guard let user else {
      let set = try? dataRoots.value(StatePath("/etc", "docker", "daemon.json"), files, round: round).get()
      let root = set.flatMap { $0.bytes.first == Byte.slash ? $0 : nil } ?? "/var/lib/docker"
      return StatePath(root, parts: [], owner: 0)
    }
    let home = try home(user)
    let settings = StatePath(home, ".config", "docker", "daemon.json", owner: user)
    if let set = try? dataRoots.value(settings, files, round: round).get(), set.bytes.first == Byte.slash {
      return StatePath(home, parts: try beneath(home, set), owner: user)
    }
    return StatePath(home, parts: [".local", "share", "docker"], owner: user)
  }

  // MARK: podman and CRI-O

  /// What containers/storage knows of a container; nil where it was read and does not hold it.
  mutating func storedContainer(_ id: ByteText, user: UInt32?) -> Result<StoredContainer?, StateFailure> {
    do {
      let root = try graphRoot(user)
      var worst: StateFailure?
      var isThere = false
      for driver in ContainersStorage.drivers {
        for name in ContainersStorage.files {
          var path = root
          path.rest += [ByteText(driver.bytes + Array("-containers".utf8)), name]
          do {
            isThere = true
            if let found = try stored(id, path) { return .success(found) }
          } catch StateFailure.absent {
            continue
          } catch { worst = worst ?? error }
        }
      }
      if let worst { return .failure(worst) }
      return isThere ? .success(nil) : .failure(.absent)
    } catch { return .failure(error) }
  }

  /// A container newer than the last look is looked for once more.
  private mutating func stored(_ id: ByteText, _ path: StatePath) throws(StateFailure) -> StoredContainer? {
    if let found = try? storage.value(path, files, round: round).get()[id] { return found }
    return try storage.value(path, files, round: round, again: true).get()[id]
  }

  private mutating func graphRoot(_ user: UInt32?) throws(StateFailure) -> StatePath {
    let system = StatePath("/etc", "containers", "storage.conf")
    guard let user else {
      let set = try? settings.value(system, files, round: round).get()
      let root = set.flatMap { ContainersStorage.setting("graphroot", $0) } ?? "/var/lib/containers/storage"
      return StatePath(root, parts: [], owner: 0)
    }
    let known = account(user)
    let home = Result { () throws(StateFailure) in try self.home(user) }
    if let home = try? home.get(),
      let set = try? settings.value(
        StatePath(home, ".config", "containers", "storage.conf", owner: user), files, round: round
      ).get(),
      let root = ContainersStorage.setting("graphroot", set)
    {
      return StatePath(home, parts: try beneath(home, root), owner: user)
    }
    if let set = try? settings.value(system, files, round: round).get(),
      let pattern = ContainersStorage.setting("rootless_storage_path", set)
    {
      return try ContainersStorage.rootless(pattern, of: user, name: known?.name, home: try? home.get())
    }
    return StatePath(try home.get(), parts: [".local", "share", "containers", "storage"], owner: user)
  }

  // MARK: runtimes

  /// What a container's own config.json says: containerd's tasks by namespace.
  mutating func task(_ id: ByteText, namespace: ByteText) -> Result<StoredContainer, StateFailure> {
    let path = StatePath("/run/containerd", "io.containerd.runtime.v2.task", namespace, id, "config.json")
    return runtimes.value(path, files, round: round)
  }

  /// The same of CRI-O.
  mutating func crioConfig(_ id: ByteText) -> Result<StoredContainer, StateFailure> {
    do {
      var path = try graphRoot(nil)
      path.rest += ["overlay-containers", id, "userdata", "config.json"]
      return runtimes.value(path, files, round: round)
    } catch { return .failure(error) }
  }

  // MARK: machined, LXC

  /// What machined wrote of a machine.
  mutating func machine(_ name: ByteText) -> Result<KeyValueLines, StateFailure> {
    lines.value(StatePath("/run/systemd", "machines", name), files, round: round)
  }

  /// Whether Proxmox runs a machine of that number: the file of its process's number (qemu-server, Helpers.pm).
  func proxmox(_ number: ByteText) -> Result<Void, StateFailure> {
    do {
      _ = try files.stamp(StatePath("/run", "qemu-server", ByteText(number.bytes + Array(".pid".utf8))))
      return .success(())
    } catch { return .failure(error) }
  }

  /// Whose configuration a `lxc.payload` group has: LXC's, Incus' or neither.
  func payloadEngine(_ name: ByteText, user: UInt32?, home: ByteText?) -> Result<Identity.Engine, StateFailure> {
    var candidates: [(StatePath, Identity.Engine)] = []
    if let user {
      if let home {
        candidates = [(StatePath(home, ".local", "share", "lxc", name, "config", owner: user), .lxc)]
      }
    } else {
      candidates = [
        (StatePath("/var/lib/lxc", name, "config"), .lxc), (StatePath("/run/incus", name, "lxc.conf"), .incus),
        (StatePath("/var/log/incus", name, "lxc.conf"), .incus), (StatePath("/var/log/lxd", name, "lxc.conf"), .incus),
      ]
    }
    var worst = StateFailure.absent
    for (path, engine) in candidates {
      do {
        _ = try files.stamp(path)
        return .success(engine)
      } catch { if error != .absent { worst = error } }
    }
    return .failure(worst)
  }
}
