namespace NodeGc.Collector.Explaining;

/// <summary>Reports list images in this order.</summary>
public enum ImageKind
{
    /// <summary>It has a tag.</summary>
    Tagged,

    /// <summary>It has no tag and nothing is built on it: <c>docker image prune</c> removes it. It may have a
    /// digest.</summary>
    Dangling,

    /// <summary>It has no tag, but another image is built on it.</summary>
    Intermediate,
}
