#if Service
  /// A place among the scrapes that are answered at once (`--web.max-requests`): given back when it is let go, which is when
  /// the client has taken the answer or is gone.
  final class ScrapePlace: Sendable {
    private let own: OwnFigures

    /// Nil where all places are taken.
    init?(_ own: OwnFigures, atMost most: Int) {
      guard own.enter(atMost: most) else { return nil }
      self.own = own
    }

    deinit { own.leave() }
  }
#endif
