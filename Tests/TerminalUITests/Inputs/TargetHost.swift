import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// The invented host of the design's picture of the first screen: containers of two engines, services and users.
enum TargetHost {
  static let mib = 1_048_576.0
  static let gib = 1_073_741_824.0

  /// The host, with the metrics that a screen asks for.
  static func host() -> InventedHost {
    var host = InventedHost(groups: groups, metrics: Catalogue.closure(of: Screen().metrics))
    host.groups.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return host
  }

  static let killed = GroupPath("/system.slice/worker-1.scope")

  static func facts(_ host: InventedHost, _ last: UInt64) throws -> MomentMaker.Facts {
    var facts = MomentMaker.Facts()
    let worker = try #require(killed)
    facts.kills = [
      Kill(
        victim: worker, target: "docker:worker-1", atNanoseconds: last - 250_000_000_000,
        culprit: .own(worker), count: 3)
    ]
    facts.killsToday = 3
    facts.upSeconds = 41.5 * 86400
    facts.ownCores = 0.003
    return facts
  }

  static let machine = MachineFacts(hostName: "web01", kernel: "6.12")

  /// Moments two seconds apart, the last as in the picture. Waits for disks come and go before it. Made once.
  static let moments: Result<[Moment], any Error> = Result { try made(160) }

  private static func made(_ count: Int) throws -> [Moment] {
    var maker = MomentMaker(machine: machine)
    var host = host()
    let (wall, monotonic) = (host.wallNanoseconds, host.monotonicNanoseconds)
    let identities = host.identities
    let parts = try host.parts()
    return try (1...count).map { number in
      let before = UInt64(count - number) * 2_000_000_000
      host.number = number
      host.wallNanoseconds = wall - before
      host.monotonicNanoseconds = monotonic - before
      host.machine.pressure.2 = before == 0 ? 0.41 : [0.1, 0.35, 0.2, 0.9, 0.6][number % 5]
      return try maker.moment(host.snapshot(of: parts), facts(host, monotonic)) { identities[$0.path] ?? host.unknown }
    }
  }

  /// A screen that saw the last of them, with the cursor on the third row.
  static func screen(
    _ options: ScreenOptions = ScreenOptions(rights: "root"), settings: Settings = Settings(), last count: Int = 3
  ) throws -> Screen {
    var screen = Screen(options, settings: settings)
    for moment in try moments.get().suffix(count) { _ = screen.take(moment) }
    _ = screen.press(.down, now: 1)
    _ = screen.press(.down, now: 2)
    return screen
  }

  // MARK: groups

  private static func container(_ engine: Identity.Engine, _ name: ByteText, _ user: ByteText? = nil) -> Identity {
    var identity = Identity(kind: .container, engine: engine, name: name)
    identity.user = user
    return identity
  }

  private static func unit(_ kind: Identity.Kind, _ name: ByteText, _ user: ByteText? = nil) -> Identity {
    var identity = Identity(kind: kind, name: name)
    identity.unit = kind == .session ? nil : name
    identity.session = kind == .session ? "7" : nil
    identity.user = user
    return identity
  }

  /// Figures in the order of the picture; nil for `-`.
  private static func group(
    _ path: String, _ identity: Identity, cpu: (Double, Double?), thrown throttled: Double? = nil,
    memory: (Double, Double?), share: Double? = nil, io: (read: Double, written: Double) = (0, 0), net: Double? = nil,
    pids: Double = 1, pressure: (Double, Double, Double) = (0, 0, 0), days: Double, top: ByteText,
    capBy: String? = nil, _ more: [String: Double] = [:]
  ) -> InventedGroup {
    var figures: [String: Double] = [
      "cpu.cores": cpu.0, "memory.current": memory.0 * mib, "memory.working_set": memory.0 * mib * 0.9,
      "io.read": io.read, "io.written": io.written, "io.bytes": io.read + io.written, "pids.current": pids,
      "cpu.pressure.some": pressure.0, "memory.pressure.some": pressure.1, "io.pressure.some": pressure.2,
      "cpu.pressure.full": 0, "memory.pressure.full": pressure.1 / 2, "io.pressure.full": pressure.2 / 2,
      "age": days * 86400, "memory.swap.current": 0, "frozen": 0, "cpu.throttled_time.below": 0,
      "cpu.throttled_time": 0, "memory.events.oom_kill": 0, "memory.events.local.max": 0,
      "memory.events.local.high": 0,
    ]
    if let quota = cpu.1 {
      figures["cpu.cap"] = quota
      figures["cpu.quota"] = quota
      figures["cpu.max"] = capBy == nil ? quota : .infinity
      figures["cpu.throttled"] = throttled ?? 0
      figures["cpu.share"] = cpu.0 / quota
    }
    if let cap = memory.1 {
      figures["memory.cap"] = cap * mib
      figures["memory.max"] = capBy == nil ? cap * mib : .infinity
      figures["memory.share"] = share ?? 0
      figures["memory.headroom"] = (cap - memory.0) * mib
    }
    if let net { figures["network.bytes"] = net }
    figures.merge(more) { $1 }
    var group = InventedGroup(path, identity, figures)
    let setter = capBy ?? path
    for name in ["cpu.cap_by", "cpu.throttled_by"] where cpu.1 != nil { group.references[name] = setter }
    for name in ["memory.cap_by", "memory.headroom_by"] where memory.1 != nil { group.references[name] = setter }
    group.texts["top_process"] = top
    for name in ["cpu.cap", "cpu.throttled"] where cpu.1 == nil { group.missing[name] = .noQuota }
    for name in ["memory.cap", "memory.share"] where memory.1 == nil { group.missing[name] = .unlimited }
    if net == nil { group.missing["network.bytes"] = .hostNetwork }
    return group
  }

  private static let alice = "/user.slice/user-1001.slice"

  private static var groups: [InventedGroup] {
    var web = container(.docker, "web")
    web.image = "nginx:1.27"
    web.labels = [
      .init("com.docker.compose.project", "shop"), .init("com.docker.compose.service", "web"),
    ]
    var out = [
      InventedGroup("/", Identity(kind: .slice, name: "/"), ["cpu.throttled_time.below": 0.9]),
      InventedGroup("/machine.slice", unit(.slice, "machine.slice")),
      InventedGroup("/system.slice", unit(.slice, "system.slice")),
      InventedGroup("/user.slice", unit(.slice, "user.slice")),
      InventedGroup(alice, unit(.slice, "user-1001.slice", "alice"), ["cpu.max": 1]),
      InventedGroup("/user.slice/user-1002.slice", unit(.slice, "user-1002.slice", "bob")),
      group(
        "/system.slice/worker-1.scope", container(.docker, "worker-1"), cpu: (0, 1), memory: (4.1, 512), share: 0.01,
        net: 0, days: 260 / 86400, top: "python"),
      group(
        "/machine.slice/db.scope", container(.podman, "db"), cpu: (0.31, nil), memory: (1.9 * 1024, 2048), share: 0.95,
        io: (3.8e7, 3.1e6), net: 1.2e6, pids: 24, pressure: (0.04, 0.22, 0.63), days: 41, top: "postgres",
        ["memory.swap.current": 310 * mib]),
      group(
        "/system.slice/web.scope", web, cpu: (2, 2), thrown: 0.71, memory: (812, 2048), share: 0.41, io: (0, 1.2e4),
        net: 9.1e6, pids: 38, pressure: (0.88, 0, 0.01), days: 12, top: "node server",
        ["cpu.throttled_time": 0.86, "cpu.throttled_time.below": 0.86]),
      group(
        alice + "/ci.scope", container(.podman, "ci", "alice"), cpu: (0.42, 1), thrown: 0.44, memory: (401, 4096),
        share: 0.12, io: (1e6, 2.1e6), net: 0, pids: 61, pressure: (0.31, 0, 0.18), days: 3.0 / 24, top: "go build",
        capBy: alice, ["cpu.throttled_time": 0.12]),
      group(
        "/user.slice/user-1002.slice/session-7.scope", unit(.session, "session-7", "bob"), cpu: (0.21, nil),
        memory: (1.1 * 1024, nil), io: (0, 6e6), pids: 19, pressure: (0.02, 0, 0.41), days: 2.0 / 24, top: "rsync",
        ["memory.swap.current": 88 * mib]),
      group(
        "/system.slice/batch.scope", container(.docker, "batch"), cpu: (0, 0.5), memory: (96, 1024), share: 0.09,
        net: 0, pids: 8, days: 2.2, top: "ffmpeg", ["frozen": 1]),
      group(
        "/system.slice/nginx.service", unit(.service, "nginx.service"), cpu: (0.042, nil), memory: (61, nil),
        io: (2e3, 8.6e4), pids: 5, pressure: (0.01, 0, 0.03), days: 41, top: "nginx"),
      group(
        "/system.slice/redis.scope", container(.docker, "redis"), cpu: (0.03, 1), memory: (210, 256), share: 0.82,
        io: (0, 4e3), net: 3.1e5, pids: 6, days: 12, top: "redis-server"),
      group(
        "/system.slice/docker.service", unit(.service, "docker.service"), cpu: (0.02, nil), memory: (140, nil),
        pids: 31, days: 41, top: "dockerd", ["memory.swap.current": 22 * mib]),
      group(
        "/system.slice/prometheus.service", unit(.service, "prometheus.service"), cpu: (0.02, nil),
        memory: (402, 1024), share: 0.39, io: (0, 4.1e4), pids: 14, pressure: (0, 0, 0.02), days: 41, top: "prometheus"),
      group(
        alice + "/app-firefox.scope", unit(.app, "app-firefox", "alice"), cpu: (0.01, nil), thrown: 0,
        memory: (611, 4096), share: 0.17, pids: 96, days: 3.0 / 24, top: "firefox", capBy: alice,
        ["memory.swap.current": 40 * mib]),
      group(
        "/system.slice/containerd.service", unit(.service, "containerd.service"), cpu: (0.01, nil), memory: (58, nil),
        pids: 22, days: 41, top: "containerd", ["memory.swap.current": 3 * mib]),
      group(
        "/system.slice/systemd-logind.service", unit(.service, "systemd-logind.service"), cpu: (0.01, nil),
        memory: (39, nil), io: (0, 9e3), pressure: (0, 0, 0.01), days: 41, top: "systemd-journald"),
      group(
        "/system.slice/ssh.service", unit(.service, "ssh.service"), cpu: (0.004, nil), memory: (12, nil), days: 41,
        top: "sshd"),
      group(
        "/system.slice/cron.service", unit(.service, "cron.service"), cpu: (0.002, nil), memory: (3.1, nil), days: 41,
        top: "cron"),
      group(
        "/system.slice/spare.scope", container(.docker, "spare"), cpu: (0, 1), memory: (4, 64), share: 0.06, net: 0,
        days: 9, top: "sleep"),
    ]
    for number in 1...77 {
      let name = "idle-\(number < 10 ? "0" : "")\(number).service"
      out.append(
        group(
          "/system.slice/\(name)", unit(.service, ByteText(name)), cpu: (0, nil), memory: (2, nil), days: 41,
          top: "idle"))
    }
    for (number, user) in [(8, "bob"), (9, "carol")] {
      out.append(
        group(
          "/user.slice/user-1002.slice/session-\(number).scope",
          unit(.session, ByteText("session-\(number)"), ByteText(user)), cpu: (0, nil), memory: (5, nil), days: 1,
          top: "bash"))
    }
    for name in ["a", "b", "c"] {
      out.append(
        group(
          "/made-\(name)", Identity(kind: .other, name: ByteText(name)), cpu: (0, nil), memory: (1, nil), days: 1,
          top: "sh"))
    }
    return out
  }
}
