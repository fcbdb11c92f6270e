namespace NodeGc.Api.Cleanups;

/// <summary>Which images may be removed. Each value includes the previous one.</summary>
public enum ImagesScope
{
    /// <summary>Untagged images that no other image is built on.</summary>
    Dangling,

    /// <summary>Also tagged images that no container uses.</summary>
    Unused,
}
