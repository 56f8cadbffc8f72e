internal import ControlGroups
internal import GroupMetrics
internal import TerminalUI

/// The thread that draws: waits for keys, moments and answers, and shows a frame after each. It asks nobody for
/// anything on the way.
final class Top {
  private let device: TerminalDevice
  private var screen: Screen
  private let hierarchy: Hierarchy
  private let mail: TopMail
  /// Nil until it is known which groups are shown.
  private var sampling: TopSampling?
  private let interval: UInt64
  private let usesNames: Bool
  private let acts: TopActs
  /// Acts may take as long as a manager, an engine or the kernel lets them; pages do not wait for those, and settings,
  /// which lie on a disk that may hang, hold up neither.
  private let acting: TopWorker
  private let reading: TopWorker
  private let keeping: TopWorker
  private let settings: TopSettings
  private let calls = LinuxCalls.shared
  private var needsFrame = true
  /// How long the first frame waits for settings, and for the target's name: where there is no such group, that is said
  /// without a screen.
  private static let patience: (settings: UInt64, target: UInt64) = (100_000_000, 1_000_000_000)

  /// - Parameters:
  ///   - screen: one that awaits its settings.
  ///   - target: nil for all groups.
  init(
    _ device: TerminalDevice, _ screen: Screen, _ settings: TopSettings, _ hierarchy: Hierarchy, _ target: Target?,
    interval: UInt64,
    usesNames: Bool
  ) throws {
    self.device = device
    self.interval = interval
    self.usesNames = usesNames
    self.hierarchy = hierarchy
    self.settings = settings
    acts = TopActs(hierarchy, usesNames: usesNames)
    acting = try TopWorker(calls)
    reading = try TopWorker(calls)
    keeping = try TopWorker(calls)
    let mail = try TopMail(calls)
    self.mail = mail
    keeping.ask { [calls] in
      mail.post(settings: settings.read(calls).map { Settings(text: $0) } ?? Settings())
    }
    // Until it is found there is nothing to act on.
    mail.find(target, in: hierarchy, on: acting)
    let start = calls.monotonicNanoseconds
    mail.wait(until: start + Self.patience.settings) { $0.settings != nil }
    mail.wait(until: start + Self.patience.target) { $0.scope != nil || $0.failure != nil }
    var screen = screen
    if let target { screen.opening = "looking for \(target.text): does a disk hang?" }
    self.screen = screen
  }

  /// What the settings' words for colours are on a terminal.
  private static let themes: [String: Theme] = [
    "normal": .standard, "high-contrast": .contrast, "mono": .monochrome,
  ]

  /// Shows the screen until somebody leaves.
  func run() throws -> Exit {
    try takeMail()
    do { try device.enter() } catch { throw Complaint("the terminal cannot be drawn on: \(error)") }
    defer { device.leave() }
    if let note = device.note { screen.answer(.notice(note)) }
    while true {
      if needsFrame { draw() }
      let events = device.wait(mail.waker, nanoseconds: nil)
      if let signal = events.ending { device.die(of: signal) }
      if events.isGone { return .failed }
      if events.isStopping { stop() } else if events.goesOn { comeBack() }
      if events.isWoken { try takeMail() }
      for key in events.keys {
        needsFrame = true
        if press(key) { return .done }
      }
    }
  }

  private func draw() {
    let (width, height) = device.size
    device.theme = Self.themes[screen.theme] ?? .standard
    device.show(screen.draw(width: width, height: height))
    sampling?.look(at: screen.seen)
    needsFrame = false
  }

  private func takeMail() throws {
    let content = mail.take()
    if let failure = content.failure { throw failure }
    if let kept = content.settings {
      _ = answer(screen.take(kept))
      sampling?.need(screen.metrics)
      needsFrame = true
    }
    if let scope = content.scope {
      sampling = try TopSampling(
        hierarchy, scope, metrics: screen.metrics, interval: interval, usesNames: usesNames, mail)
      screen.opening = Screen.usualOpening
      needsFrame = true
    }
    if let moment = content.moment { _ = answer(screen.take(moment)) }
    for answer in content.answers { screen.answer(answer) }
    needsFrame = needsFrame || content.moment != nil || !content.answers.isEmpty
  }

  /// Whether it was the end.
  private func press(_ key: Key) -> Bool {
    let isOver = answer(screen.press(key, now: calls.monotonicNanoseconds))
    sampling?.need(screen.metrics)
    return isOver
  }

  /// Hands what the screen asks for to who does it; whether it asks for the end.
  private func answer(_ requests: [ScreenRequest]) -> Bool {
    for request in requests {
      switch request {
      case .quit: return true
      case .suspend: stop()
      case .redraw: comeBack()
      case .preview(let act, let number):
        acting.ask(topic: "preview") { [acts, mail] in mail.post(.preview(acts.preview(act), number: number)) }
      case .perform(let act, let number):
        acting.ask { [acts, mail] in mail.post(.done(acts.perform(act), number: number)) }
      case .undo(let number): acting.ask { [acts, mail] in mail.post(.done(acts.undo(), number: number)) }
      case .page(let path, let inode, let number):
        reading.ask(topic: "page") { [hierarchy, mail] in
          mail.post(.page(TopPage(hierarchy).facts(path, inode: inode), number: number))
        }
      case .files(let targets, let number):
        reading.ask(topic: "files") { [acts, mail] in mail.post(.files(acts.files(of: targets), number: number)) }
      case .save(let text):
        keeping.ask(topic: "settings") { [settings, mail] in
          if let why = settings.notice(keeping: text) { mail.post(.notice(why)) }
        }
      }
    }
    return false
  }

  /// Ctrl-Z, and what comes after `fg`.
  private func stop() {
    device.stop()
    comeBack()
  }

  private func comeBack() {
    try? device.enter()
    needsFrame = true
  }
}
