#if Service
  internal import ControlGroups
  internal import NIOCore

  /// Why an address could not be listened on, in words.
  enum ListenFailure {
    /// A clause for people.
    static func reason(_ error: any Error, at place: Listener.Place) -> String {
      if let error = error as? SocketAddressError.UnknownHost {
        return "no host is known by that name (\(error.errorDescription))"
      }
      guard let error = error as? IOError else { return "\(error)" }
      return reason(ErrorNumber(rawValue: error.errnoCode), at: place)
    }

    static func reason(_ error: ErrorNumber, at place: Listener.Place) -> String {
      switch (error.rawValue, place) {
      // EACCES; above 1023 something else says no.
      case (13, .address(let address)) where (1..<1024).contains(address.port):
        return "ports below 1024 need CAP_NET_BIND_SERVICE"
      // EAFNOSUPPORT: IPv6 is off.
      case (97, _): return "this machine has no addresses of that kind"
      // EADDRINUSE, EADDRNOTAVAIL
      case (98, _): return "the address is in use"
      case (99, _): return "no interface here has that address"
      default: return "\(error)"
      }
    }
  }
#endif
