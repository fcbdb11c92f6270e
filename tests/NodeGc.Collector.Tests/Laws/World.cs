using System.Collections.Immutable;
using System.Text;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>A store, a policy, what earlier scans saw, and the instant: all that a plan depends on.</summary>
public sealed record World(Inventory Inventory, CleanupPolicy Policy, Sightings Sightings)
{
    /// <summary>The instant at which every world is planned for.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    /// <summary>What has to go; null = all that may.</summary>
    public SpaceTarget? SpaceTarget { get; init; }

    public PolicyInput Input => new(new Liveness(Inventory), Policy, Sightings, Now) { SpaceTarget = SpaceTarget };

    public ImmutableArray<Resource> Candidates => [.. Inventory.Resources.Where(resource => resource.IsCandidate)];

    public SweepPlan Plan() => Planner.Plan(Input);

    public World WithoutLimits() => this with { Policy = Policy with { Limits = Limits.None } };

    public World Without(IEnumerable<ResourceId> gone)
    {
        var ids = gone.ToHashSet();
        return With(Inventory.Resources.RemoveAll(resource => ids.Contains(resource.Id)));
    }

    public World With(ImmutableArray<Resource> resources) =>
        this with
        {
            Inventory = Inventory with { Resources = resources },
        };

    public World With(Resource added) => With(Inventory.Resources.Add(added));

    public World With(Doubt added) => this with { Inventory = Inventory with { Doubts = Inventory.Doubts.Add(added) } };

    public World With(RegisterInFlight added) =>
        this with
        {
            Inventory = Inventory with { InFlight = Inventory.InFlight.Add(added) },
        };

    public World With(Protection protection) => this with { Policy = Policy with { Protect = protection } };

    /// <summary>The same world with another directory under the name <paramref name="id"/>.</summary>
    public World WithAnother(ResourceId id) =>
        With([.. Inventory.Resources.Select(resource => resource.Id == id ? Another(resource) : resource)]);

    /// <summary>All classes with another policy; a class that is not collected stays so.</summary>
    public World WithClasses(Func<ClassPolicy, ClassPolicy> change) =>
        this with
        {
            Policy = Policy with
            {
                Layers = Policy.Layers is null ? null : change(Policy.Layers),
                Volumes = Policy.Volumes is null ? null : change(Policy.Volumes),
                Stores = Policy.Stores is null ? null : change(Policy.Stores),
            },
        };

    /// <summary>The counterexample as FsCheck prints it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("\n");
        foreach (var resource in Inventory.Resources)
            text.Append("  ").AppendLine(Line(resource));
        foreach (var doubt in Inventory.Doubts)
            text.Append("  doubt: ").AppendLine(doubt.ToString());
        foreach (var register in Inventory.InFlight)
            text.Append("  in flight: ").AppendLine(register.ToString());
        text.Append("  engine runs: ").Append(Inventory.Store.IsEngineRunning);
        text.Append(", uses names again: ")
            .Append(Inventory.Store.ReusesNames)
            .Append(", driver: ")
            .AppendLine(Inventory.Store.Driver);
        text.Append("  stores: ").AppendJoin(' ', Policy.StoreNames).Append(' ').Append(Policy.Stores).AppendLine();
        text.Append("  layers: ").Append(Policy.Layers).AppendLine();
        text.Append("  volumes: ").Append(Policy.VolumeScope).Append(' ').Append(Policy.Volumes).AppendLine();
        return text.Append("  pins: ")
            .AppendJoin(' ', PinsOf(Policy.Protect))
            .Append(", ")
            .Append(Policy.Limits)
            .AppendLine()
            .ToString();
    }

    private static Resource Another(Resource resource) =>
        resource.Directory is not { Fingerprint: var print } directory
            ? resource
            : resource with
            {
                Directory = directory with { Fingerprint = print with { Inode = print.Inode + 7000 } },
            };

    private static IEnumerable<string> PinsOf(Protection pins) => [.. pins.Images, .. pins.Volumes, .. pins.Labels];

    private string Line(Resource resource)
    {
        var sighting = Sightings.ById.GetValueOrDefault(resource.Id);
        var facts = resource.Directory is { } directory
            ? $" [inode {directory.Fingerprint.Inode}, born {directory.Born - Now}, changed "
                + $"{directory.LastChanged - Now}, size {directory.Size}"
                + $"{(sighting is null ? "" : $", seen {sighting.ScanCount}x for "
                    + $"{sighting.LastSeen - sighting.FirstSeen} as inode {sighting.Fingerprint.Inode}")}]"
            : "";
        return $"{resource.Id} -> {string.Join(", ", resource.Needs)}{facts} {resource.Volume} "
            + $"{string.Join(' ', resource.Labels)}";
    }
}
