using System.Collections.Immutable;

namespace NodeGc.Testing.Stores.Engines.Plans;

/// <summary>Carries the steps of a plan out, remembering what was made so that later steps can stand upon it.</summary>
internal sealed class PlanCarrier(EngineStore store)
{
    private readonly List<EngineLayer> layers = [];
    private readonly List<string> images = [];
    private readonly List<DriverDirectory> orphans = [];
    private readonly List<DriverDirectory> caches = [];
    private readonly List<EngineVolume> volumes = [];
    private readonly Debris debris = new(store);

    private EngineEra Era => store.Era;

    public EngineStore CarryOut(ImmutableArray<StoreStep> steps)
    {
        layers.Add(store.Layer());
        foreach (var step in steps)
            CarryOut(step);
        return store.Finish();
    }

    private void CarryOut(StoreStep step)
    {
        if (step.Kind >= StepKind.RemovingLayer)
            debris.Add(step, layers[0]);
        else if (step.Kind >= StepKind.BuildCache)
            AddBuildCache(step);
        else if (step.Kind is >= StepKind.NamedVolume and <= StepKind.BindRecord)
            AddVolume(step);
        else if (step.Kind >= StepKind.NamedImage)
            AddOwner(step);
        else
            layers.Add(LayerOf(step));
    }

    private EngineLayer LayerOf(StoreStep step) =>
        step.Kind switch
        {
            StepKind.Base => store.Layer(),
            StepKind.BuiltLayer => store.Layer(Pick(layers, step.Which), isBuilt: Era == EngineEra.BuildKit),
            StepKind.Twin => store.Layer(store.TwinOf(Pick(layers, step.Which))),
            _ => store.Layer(Pick(layers, step.Which)),
        };

    private void AddOwner(StoreStep step)
    {
        var on = Pick(layers, step.Which);
        switch (step.Kind)
        {
            case StepKind.NamedImage:
                images.Add(store.Image($"app{step.Variant % 9}:{images.Count}", on));
                break;
            case StepKind.NamelessImage:
                images.Add(store.Image(null, on));
                break;
            case StepKind.ChildImage:
                images.Add(store.Image(null, on, Pick(images, step.Variant)));
                break;
            case StepKind.Container:
                AddContainer(on, step.Variant);
                break;
            case StepKind.IncompleteContainer:
                store.IncompleteContainer(on);
                break;
            case StepKind.BuildStep when !Era.IsGraph():
                store.BuildStep(on);
                break;
            case StepKind.Orphan:
                orphans.Add(store.Orphan(step.Variant % 3 == 0 ? null : on));
                break;
            case StepKind.OrphanOnOrphan when orphans.Count > 0:
                orphans.Add(store.Orphan(orphans[step.Which % orphans.Count]));
                break;
            case StepKind.LoneInit:
                store.LoneInit(on);
                break;
            case StepKind.LeftInGraph when Era == EngineEra.Migrated && on.IsMigrated:
                store.LeftInGraph(on);
                break;
        }
    }

    private void AddContainer(EngineLayer on, int variant)
    {
        var state = (variant % 7) switch
        {
            0 => ContainerState.Dead,
            1 or 2 => ContainerState.Running,
            _ => ContainerState.Stopped,
        };
        EngineVolume[] mounted = [.. volumes.Where((_, index) => ((variant >> (index % 8)) & 1) == 1)];
        store.Container(
            on,
            state,
            images.Count > 0 && variant % 2 == 0 && !Era.IsGraph() ? Pick(images, variant) : null,
            mounted
        );
    }

    private void AddVolume(StoreStep step)
    {
        var hasDirectories = !Era.KeepsVolumesInVfs();
        var name = $"v{volumes.Count}";
        switch (step.Kind)
        {
            case StepKind.NamedVolume:
                volumes.Add(store.Volume(name));
                break;
            case StepKind.AnonymousVolume:
                volumes.Add(store.AnonymousVolume());
                break;
            case StepKind.OldVolume when !hasDirectories || Era == EngineEra.Migrated:
                volumes.Add(store.OldVolume());
                break;
            case StepKind.RemoteVolume when !Era.IsGraph():
                volumes.Add(store.RemoteVolume(name));
                break;
            case StepKind.VolumeWithoutRecord when hasDirectories:
                volumes.Add(store.VolumeWithoutRecord(name));
                break;
            case StepKind.BindRecord when Era is EngineEra.Docker13 or EngineEra.Migrated:
                store.BindRecord();
                break;
        }
    }

    private void AddBuildCache(StoreStep step)
    {
        if (Era != EngineEra.BuildKit)
            return;
        var below = step.Variant % 3 == 0 || caches.Count == 0 ? null : Pick(caches, step.Which);
        switch (step.Kind)
        {
            case StepKind.BuildCache:
                store.BuildCache(below);
                break;
            case StepKind.CommittedBuildCache:
                caches.Add(store.CommittedBuildCache(below));
                break;
            case StepKind.ExportedBuildCache:
                layers.Add(store.ExportedBuildCache(Pick(layers, step.Which)));
                break;
            case StepKind.StaleBuildRecord:
                store.StaleBuildRecord(Pick(layers, step.Which));
                break;
            case StepKind.LeasedDirectory:
                store.LeasedDirectory();
                break;
        }
    }

    private static T Pick<T>(List<T> all, int which) => all.Count == 0 ? default! : all[which % all.Count];
}
