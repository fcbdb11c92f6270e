using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;

namespace NodeGc.Benchmarks;

/// <summary>Graph, mark and plan for a large node whose metadata has been read: chains of ten layers, a third of the
/// directories orphaned.</summary>
internal static class PlanBenchmark
{
    private const int Layers = 10_000;
    private const int Containers = 1_000;
    private const int Volumes = 2_000;
    private const int ChainLength = 10;

    private static readonly DateTimeOffset Now = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Bar = TimeSpan.FromMilliseconds(250);

    public static IEnumerable<Figure> Run(BenchmarkOptions options)
    {
        var inventory = MakeInventory();
        var liveness = new Liveness(inventory);
        var sightings = Sightings
            .None.Observe(new Liveness(inventory with { TakenAt = Now.AddDays(-1) }))
            .Observe(liveness);
        var policy = new CleanupPolicy
        {
            Layers = new ClassPolicy(TimeSpan.FromHours(1), 2, TimeSpan.FromMinutes(10)),
            Volumes = new ClassPolicy(TimeSpan.FromDays(7), 2, TimeSpan.FromMinutes(10)),
        };
        SweepPlan Plan() => Planner.Plan(new PolicyInput(liveness, policy, sightings, Now));

        var cold = Stopwatches.Time(() => Plan());
        if (Plan().Items.IsEmpty)
            throw new InvalidOperationException("the plan is empty, so its time says nothing");
        var warm = cold;
        for (var round = 0; round < options.Rounds; round++)
            warm = warm.Best(Stopwatches.Time(() => Plan()));
        const string what = "plan, 10,000 layers, 1,000 containers";
        return
        [
            Figure.From($"{what}, first", cold.Wall, "bar", Bar, 1),
            Figure.From($"{what}, best", warm.Wall, "bar", Bar, 1),
        ];
    }

    private static Inventory MakeInventory() =>
        new()
        {
            Store = new StoreFacts("/var/lib/docker", "overlay2", "28.5.2", true),
            TakenAt = Now,
            Resources =
            [
                .. Enumerable.Range(0, Layers).SelectMany(LayerAndDirectory),
                .. Enumerable.Range(0, Layers / ChainLength).Select(Image),
                .. Enumerable.Range(0, Containers).Select(Container),
                .. Enumerable.Range(0, Volumes).Select(Volume),
            ],
        };

    private static string Name(int number) => number.ToString("x64", CultureInfo.InvariantCulture);

    private static ResourceId Layer(int number) => new(ResourceKind.Layer, Name(number));

    private static ResourceId LayerDirectory(int number) => ResourceId.LayerDirectory("overlay2", Name(number));

    private static bool IsOrphan(int number) => number / ChainLength % 3 == 0;

    private static IEnumerable<Resource> LayerAndDirectory(int number)
    {
        var isBase = number % ChainLength == 0;
        yield return new Resource(LayerDirectory(number))
        {
            Needs = [.. Enumerable.Range(number - number % ChainLength, number % ChainLength).Select(LayerDirectory)],
            Directory = Facts($"overlay2/{Name(number)}", number),
        };
        if (IsOrphan(number))
            yield break;
        yield return new Resource(Layer(number))
        {
            Needs = isBase ? [LayerDirectory(number)] : [LayerDirectory(number), Layer(number - 1)],
        };
    }

    private static Resource Image(int number) =>
        new(new ResourceId(ResourceKind.Image, Name(number)))
        {
            Needs = IsOrphan(number * ChainLength) ? [] : [Layer(number * ChainLength + ChainLength - 1)],
        };

    private static Resource Container(int number) =>
        new(new ResourceId(ResourceKind.Container, Name(number)))
        {
            Needs =
            [
                new ResourceId(ResourceKind.Image, Name(number % (Layers / ChainLength))),
                ResourceId.Volume(Name(number)),
            ],
        };

    private static Resource Volume(int number) =>
        new(ResourceId.Volume(Name(number)))
        {
            Directory = Facts($"volumes/{Name(number)}", Layers + number),
            Volume = new VolumeFacts(IsKnown: true, IsAnonymous: true, IsLocal: true),
        };

    private static DirectoryFacts Facts(string path, int number) =>
        new(path, new Fingerprint(1, (ulong)number, number), Now.AddDays(-30), Now.AddDays(-30))
        {
            Size = new Bytes(4096L * number),
        };
}
