using System.Globalization;
using NodeGc.Testing.Stores;

namespace NodeGc.Benchmarks;

/// <summary>The metadata of a large node on disk: images of ten layers, stopped containers with volumes, volumes left
/// behind, and a few orphans.</summary>
internal sealed class LargeStore : IDisposable
{
    public const int Layers = 10_000;
    public const int Containers = 1_000;
    public const int Volumes = 2_000;

    /// <summary>Directories that nobody owns.</summary>
    public const int Orphans = 100;

    private const int ChainLength = 10;
    private readonly string folder;

    public LargeStore(string parent)
    {
        folder = Path.Combine(parent, "nodegc-bench-" + Path.GetRandomFileName());
        Root = Path.Combine(folder, "docker");
        var store = new StoreOnDisk(Root);
        var images = Enumerable.Range(0, Layers / ChainLength).Select(number => Image(store, number)).ToList();
        for (var number = 0; number < Volumes; number++)
            store.Volume(VolumeName(number));
        for (var number = 0; number < Containers; number++)
            store.Container(
                $"c{number}",
                images[number % images.Count].Id,
                images[number % images.Count].Top,
                VolumeName(number)
            );
        for (var number = 0; number < Orphans; number++)
            store.OrphanDirectory(images[number].Top);
        store.Finish();
    }

    public string Root { get; }

    public void Dispose() => Stopwatches.Run("rm", "-rf", folder);

    private static string VolumeName(int number) => $"volume-{number.ToString(CultureInfo.InvariantCulture)}";

    private static (string Id, StoredLayer Top) Image(StoreOnDisk store, int number)
    {
        var top = store.Layer();
        for (var layer = 1; layer < ChainLength; layer++)
            top = store.Layer(top);
        return (store.Image($"image-{number.ToString(CultureInfo.InvariantCulture)}:1", top), top);
    }
}
