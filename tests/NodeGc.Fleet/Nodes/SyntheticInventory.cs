using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;

namespace NodeGc.Fleet.Nodes;

/// <summary>A store that exists only as its inventory: images and containers with their layers, orphaned layers and
/// anonymous volumes, all of them old and seen before. Nodes have different amounts of it.</summary>
internal sealed class SyntheticInventory
{
    private const int Variants = 16;
    private const int ImageCount = 12;
    private const int LayersPerImage = 4;
    private const string DataRoot = "/var/lib/docker";
    private const string Driver = "overlay2";

    private static readonly StoreFacts Facts = new(DataRoot, Driver, "28.5.2", IsEngineRunning: true);

    private SyntheticInventory(int variant, DateTimeOffset now)
    {
        var inventory = new Inventory
        {
            Store = Facts,
            TakenAt = now,
            Resources =
            [
                .. Enumerable.Range(0, ImageCount).SelectMany(image => Image(image, now)),
                .. Garbage(variant, now),
            ],
        };
        var seen = Sightings
            .None.Observe(new Liveness(inventory with { TakenAt = now.AddDays(-1) }))
            .Observe(new Liveness(inventory));
        Usage = new StoreUsage
        {
            Store = Facts,
            MeasurementTime = now,
            Parts =
            [
                Part(StorePart.ImageLayers, ImageCount * LayersPerImage, 9),
                Part(StorePart.OrphanedLayers, variant + 4, 3),
            ],
            Classes = [.. Enum.GetValues<CleanupClass>().Take(4).Select(Holding)],
        };
        Scan = new Scan(new Liveness(inventory), seen, FileSystem) { StoreUsage = Usage };
    }

    /// <summary>A scan that finds everything confirmed.</summary>
    public Scan Scan { get; }

    /// <summary>The last measurement.</summary>
    public StoreUsage Usage { get; }

    private static FileSystemUsage FileSystem { get; } =
        new("ext4", Gibibytes(200), Gibibytes(60), Gibibytes(58), 13_107_200, 9_800_000);

    /// <summary>One of each variant.</summary>
    public static ImmutableArray<SyntheticInventory> CreateAll(DateTimeOffset now) =>
        [.. Enumerable.Range(0, Variants).Select(variant => new SyntheticInventory(variant, now))];

    private static IEnumerable<Resource> Image(int number, DateTimeOffset now)
    {
        var top = number * LayersPerImage + LayersPerImage - 1;
        for (var layer = number * LayersPerImage; layer <= top; layer++)
        {
            yield return Directory(layer, now);
            yield return new Resource(Layer(layer))
            {
                Needs = layer % LayersPerImage == 0 ? [DirectoryId(layer)] : [DirectoryId(layer), Layer(layer - 1)],
            };
        }
        var image = new ResourceId(ResourceKind.Image, Name(number));
        yield return new Resource(image) { Needs = [Layer(top)] };
        yield return new Resource(new ResourceId(ResourceKind.Container, Name(number))) { Needs = [image] };
    }

    private static IEnumerable<Resource> Garbage(int variant, DateTimeOffset now)
    {
        for (var orphan = 0; orphan < 4 + variant; orphan++)
            yield return Directory(1000 + orphan, now);
        for (var volume = 0; volume < 2 + variant % 5; volume++)
        {
            yield return new Resource(ResourceId.Volume(Name(volume)))
            {
                Directory = FactsOf($"volumes/{Name(volume)}", 2000 + volume, now),
                Volume = new VolumeFacts(IsKnown: true, IsAnonymous: true, IsLocal: true),
            };
        }
    }

    private static Resource Directory(int number, DateTimeOffset now) =>
        new(DirectoryId(number)) { Directory = FactsOf($"{Driver}/{Name(number)}", number, now) };

    private static DirectoryFacts FactsOf(string path, int number, DateTimeOffset now) =>
        new(path, new Fingerprint(1, (ulong)number, number), now.AddDays(-30), now.AddDays(-30))
        {
            Size = new Bytes(4096L * (number + 1) * 100),
        };

    private static ResourceId DirectoryId(int number) => ResourceId.LayerDirectory(Driver, Name(number));

    private static ResourceId Layer(int number) => new(ResourceKind.Layer, Name(number));

    private static string Name(int number) => number.ToString("x64", CultureInfo.InvariantCulture);

    private static PartUsage Part(StorePart part, int items, long gibibytes) =>
        new(part, items, Extent(gibibytes), Extent(gibibytes));

    private static Extent Extent(long gibibytes) => new(Gibibytes(gibibytes), 40_000);

    private static ClassHolding Holding(CleanupClass one) =>
        new(one, new Holding(20, Gibibytes(9)), new Holding(12, Gibibytes(6)), Gibibytes(3));

    private static Bytes Gibibytes(long count) => new(count << 30);
}
