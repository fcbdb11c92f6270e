namespace NodeGc.Api.Cleanups;

/// <summary>Which images may go; each includes the one before it.</summary>
public enum ImagesScope
{
    /// <summary>Images without a tag that no other image needs.</summary>
    Dangling,

    /// <summary>Also tagged images that no container needs.</summary>
    Unused,
}
