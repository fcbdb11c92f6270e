namespace NodeGc.Host.Linux;

/// <summary>A stack of pending names in one growing block of memory.</summary>
public sealed class NameStack
{
    private byte[] bytes = new byte[4096];
    private int used;

    /// <summary>The name pushed last; valid until the next push.</summary>
    public PathBytes Top
    {
        get
        {
            var start = bytes.AsSpan(0, used - 1).LastIndexOf((byte)0) + 1;
            return PathBytes.OfTerminated(bytes.AsSpan(start, used - start));
        }
    }

    /// <summary>Bytes in use: where the next name starts.</summary>
    public int Used => used;

    /// <summary>The name that starts at <paramref name="start"/>; valid until the next push.</summary>
    public PathBytes this[int start] =>
        PathBytes.OfTerminated(bytes.AsSpan(start, bytes.AsSpan(start).IndexOf((byte)0) + 1));

    public void Push(PathBytes name)
    {
        var needed = used + name.Bytes.Length + 1;
        if (needed > bytes.Length)
            Array.Resize(ref bytes, Math.Max(needed, bytes.Length * 2));
        name.Bytes.CopyTo(bytes.AsSpan(used));
        bytes[needed - 1] = 0;
        used = needed;
    }

    /// <summary>Drops the name pushed last. Its bytes are readable until the next push.</summary>
    public void Pop() => used -= Top.Bytes.Length + 1;

    /// <summary>Drops all names that start at <paramref name="start"/> or later.</summary>
    public void CutTo(int start) => used = start;
}
