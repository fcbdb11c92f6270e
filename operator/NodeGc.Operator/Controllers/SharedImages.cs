using System.Collections.Concurrent;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Controllers;

/// <summary>Lets equal lists of images be one object: all nodes of a run hold the same one.</summary>
internal static class SharedImages
{
    private const int Most = 64;

    private static readonly ConcurrentDictionary<ClusterImages, ClusterImages> Known = [];

    public static ClusterImages Share(ClusterImages images)
    {
        if (Known.Count >= Most && !Known.ContainsKey(images))
            Known.Clear();
        return Known.GetOrAdd(images, images);
    }
}
