#if Service
  internal import CZlib
  internal import NIOCore

  /// The gzip format (RFC 1952) by zlib.
  enum Gzip {
    /// Nil where zlib has no memory. The fastest level: it makes a page about a tenth, the slowest hardly smaller.
    static func compressed(_ bytes: ByteBuffer) -> ByteBuffer? {
      var stream = unsafe z_stream()
      // 15 bits of window, and 16 for gzip's header and trailer.
      guard
        unsafe deflateInit2_(
          &stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
          Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else { return nil }
      defer { unsafe deflateEnd(&stream) }
      var out = ByteBufferAllocator().buffer(capacity: Int(unsafe deflateBound(&stream, UInt(bytes.readableBytes))))
      let isDone = unsafe bytes.withUnsafeReadableBytes { source in
        unsafe stream.next_in = unsafe UnsafeMutablePointer(
          mutating: source.bindMemory(to: UInt8.self).baseAddress)
        unsafe stream.avail_in = UInt32(source.count)
        var code = Z_OK
        unsafe out.writeWithUnsafeMutableBytes(minimumWritableBytes: 0) { target in
          unsafe stream.next_out = unsafe target.bindMemory(to: UInt8.self).baseAddress
          unsafe stream.avail_out = UInt32(target.count)
          code = unsafe deflate(&stream, Z_FINISH)
          return unsafe target.count - Int(stream.avail_out)
        }
        return code == Z_STREAM_END
      }
      return isDone ? out : nil
    }
  }

  /// Compresses pages, one after the other, on a thread of its own.
  actor Compressor {
    private let thread = ReadingThread("weir.compression")

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    func compressed(_ reading: Reading) -> ByteBuffer? { reading.compress(Gzip.compressed) }
  }
#endif
