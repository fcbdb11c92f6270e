using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary>A view of a NUL-terminated name or relative path that can be passed to the kernel without a copy.</summary>
public readonly ref struct PathBytes
{
    private readonly ReadOnlySpan<byte> terminated;

    private PathBytes(ReadOnlySpan<byte> terminated) => this.terminated = terminated;

    /// <summary>Without the terminating NUL.</summary>
    public ReadOnlySpan<byte> Bytes => terminated.IsEmpty ? terminated : terminated[..^1];

    /// <summary>The directory itself, for calls with AT_EMPTY_PATH.</summary>
    public static PathBytes Itself => new("\0"u8);

    public static implicit operator PathBytes(string text) => new(FileName.From(text).Terminated);

    public static implicit operator PathBytes(FileName name) => new(name.Terminated);

    /// <summary>Views bytes whose last one is the only NUL.</summary>
    public static PathBytes OfTerminated(ReadOnlySpan<byte> terminated) => new(terminated);

    /// <summary>An owned copy.</summary>
    public FileName ToFileName() => FileName.From(Bytes);

    /// <summary>For <c>fixed</c>.</summary>
    public ref readonly byte GetPinnableReference() => ref MemoryMarshal.GetReference(terminated);

    public override string ToString() => ToFileName().ToString();
}
