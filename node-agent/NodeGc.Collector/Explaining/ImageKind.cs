namespace NodeGc.Collector.Explaining;

/// <summary>What an image is to its users. Reports list images in this order.</summary>
public enum ImageKind
{
    /// <summary>A tag names it.</summary>
    Tagged,

    /// <summary>No tag names it and nothing is built on it: <c>docker image prune</c> removes it. A digest may name
    /// it.</summary>
    Dangling,

    /// <summary>No tag names it, but another image is built on it.</summary>
    Intermediate,
}
