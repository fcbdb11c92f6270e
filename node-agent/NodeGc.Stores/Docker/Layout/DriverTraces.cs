using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Containers;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Layout;

/// <summary>Which storage drivers are named by image metadata and container configurations.</summary>
internal static class DriverTraces
{
    private const string ImageFolder = "image";
    private const string Repositories = "repositories-";

    /// <summary>The drivers, in order. What cannot be read names none; its own reader reports the error.</summary>
    public static ImmutableArray<string> In(StoreFolder root) =>
        [
            .. OfImages(root)
                .Concat(OfContainers(root))
                .Where(DriverNames.All.Contains)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether the vfs directory holds layers: volumes of old engines, whose data is there as well, do not
    /// have such names.</summary>
    public static bool HasLayersInVfs(StoreFolder root) =>
        Names(root, DriverHome.From(DriverNames.Vfs).Folder)
            .Any(name => LayerNames.IsDirectory(name) && !LayerNames.IsHex(name));

    /// <summary>Whether the vfs directory holds anything.</summary>
    public static bool HasDirectoriesInVfs(StoreFolder root) =>
        Names(root, DriverHome.From(DriverNames.Vfs).Folder).Any(name => LayerNames.IsDirectory(name));

    private static IEnumerable<string> OfImages(StoreFolder root) =>
        Names(root, ImageFolder)
            .Where(driver => Names(root, $"{ImageFolder}/{driver}").Any())
            .Concat(
                Names(root, ".")
                    .Where(name => name.StartsWith(Repositories, StringComparison.Ordinal))
                    .Select(name => name[Repositories.Length..])
            );

    private static IEnumerable<string> OfContainers(StoreFolder root) =>
        Names(root, "containers")
            .Where(name => LayerNames.IsHex(name))
            .Select(id => FindDriver(root, $"containers/{id}/config.v2.json"))
            .OfType<string>();

    private static string? FindDriver(StoreFolder root, string path)
    {
        try
        {
            if (root.FindFile(path) is not { Length: > 0 } content)
                return null;
            using var document = JsonDocument.Parse(content);
            return ContainerState.DriverOf(document.RootElement);
        }
        catch (Exception unreadable)
            when (unreadable is LinuxException or JsonException or MetadataDamagedException or InvalidOperationException
            )
        {
            return null;
        }
    }

    private static IEnumerable<string> Names(StoreFolder root, string folder)
    {
        try
        {
            return root.List(folder).Select(entry => entry.Name.ToString());
        }
        catch (LinuxException)
        {
            return [];
        }
    }
}
