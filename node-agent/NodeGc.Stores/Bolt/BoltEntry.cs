using System.Text;

namespace NodeGc.Stores.Bolt;

/// <summary>One key of a bucket.</summary>
/// <param name="Key">The key's bytes.</param>
/// <param name="Value">The value's bytes; for a bucket its head.</param>
/// <param name="IsBucket">The value is a bucket.</param>
internal readonly record struct BoltEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, bool IsBucket)
{
    /// <summary>The key as text, one character per byte, so that different keys stay different.</summary>
    public string Name => Encoding.Latin1.GetString(Key.Span);

    /// <summary>The value as text, one character per byte.</summary>
    public string Text => Encoding.Latin1.GetString(Value.Span);
}
