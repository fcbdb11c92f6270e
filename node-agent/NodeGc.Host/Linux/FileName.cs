using System.Text;

namespace NodeGc.Host.Linux;

/// <summary>A file name or relative path of the kernel: any bytes but NUL, not necessarily text.</summary>
public readonly struct FileName : IEquatable<FileName>
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly byte[]? terminated;

    private FileName(byte[] terminated) => this.terminated = terminated;

    /// <summary>Without the terminating NUL.</summary>
    public ReadOnlySpan<byte> Bytes => Terminated[..^1];

    internal ReadOnlySpan<byte> Terminated => terminated ?? "\0"u8;

    /// <summary>Copies <paramref name="bytes"/>, which must not contain NUL.</summary>
    /// <exception cref="ArgumentException">It contains NUL: the kernel would see a shorter name.</exception>
    public static FileName From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
            throw new ArgumentException("a file name holds a NUL byte", nameof(bytes));
        var copy = new byte[bytes.Length + 1];
        bytes.CopyTo(copy);
        return new FileName(copy);
    }

    /// <summary>The UTF-8 bytes of <paramref name="text"/>.</summary>
    /// <exception cref="ArgumentException">It contains NUL: the kernel would see a shorter name.</exception>
    public static FileName From(string text)
    {
        if (text.Contains('\0'))
            throw new ArgumentException("a file name holds a NUL byte", nameof(text));
        var terminated = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, terminated);
        return new FileName(terminated);
    }

    public static implicit operator FileName(string text) => From(text);

    public static bool operator ==(FileName left, FileName right) => left.Equals(right);

    public static bool operator !=(FileName left, FileName right) => !left.Equals(right);

    /// <summary>The name as text; null if the bytes are not valid UTF-8, so that it cannot be mistaken for another
    /// name.</summary>
    public string? FindText()
    {
        try
        {
            return Strict.GetString(Bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public bool Equals(FileName other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is FileName other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>For display: control bytes and bytes that are not valid UTF-8 appear as <c>\xNN</c>.</summary>
    public override string ToString()
    {
        if (FindText() is { } text && !text.Any(char.IsControl))
            return text;
        var escaped = new StringBuilder();
        foreach (var b in Bytes)
            escaped.Append(b is >= 32 and < 127 ? ((char)b).ToString() : $"\\x{b:x2}");
        return escaped.ToString();
    }
}
