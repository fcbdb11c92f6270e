namespace NodeGc.Collector.Inventories;

/// <summary>The words that reports use for each kind.</summary>
public static class ResourceKindNames
{
    /// <summary>The kind in lower-case words, for example <c>layer directory</c>.</summary>
    public static string DisplayName(this ResourceKind kind) =>
        kind switch
        {
            ResourceKind.OpenFile => "open file",
            ResourceKind.Mount => "mount",
            ResourceKind.Container => "container",
            ResourceKind.ImageReference => "image reference",
            ResourceKind.Image => "image",
            ResourceKind.GraphRecord => "graph record",
            ResourceKind.Plugin => "plugin",
            ResourceKind.BuildCacheRecord => "build cache record",
            ResourceKind.LayerMount => "layer mount",
            ResourceKind.Layer => "layer",
            ResourceKind.Volume => "volume",
            ResourceKind.LayerDirectory => "layer directory",
            ResourceKind.Store => "store",
            ResourceKind.Debris => "debris",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a resource kind"),
        };
}
