namespace NodeGc.Collector.Policies;

/// <summary>Which images a policy may collect; each includes the one before it.</summary>
public enum ImageScope
{
    /// <summary>Images without a name that no container and no other image needs, as <c>docker image prune</c>
    /// does.</summary>
    Dangling,

    /// <summary>Also named images that no container needs, as <c>docker image prune --all</c> does.</summary>
    Unused,
}
