using System.Buffers;

namespace NodeGc.Host.Kernel;

/// <summary>Splits text into runs of the characters that engines use in names; everything else is a separator: slashes,
/// colons, escapes, options.</summary>
internal ref struct Tokenizer(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> InNames = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"u8
    );

    private ReadOnlySpan<byte> rest = text;

    /// <summary>The current word.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    public bool MoveNext()
    {
        var start = rest.IndexOfAny(InNames);
        if (start < 0)
            return false;
        rest = rest[start..];
        var length = rest.IndexOfAnyExcept(InNames);
        Current = length < 0 ? rest : rest[..length];
        rest = rest[Current.Length..];
        return true;
    }
}
