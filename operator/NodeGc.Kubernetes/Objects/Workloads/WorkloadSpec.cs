using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects.Workloads;

/// <summary>The containers of a pod, or the template that has them: of a controller, or of a CronJob's jobs.</summary>
public sealed record WorkloadSpec
{
    public ImmutableArray<WorkloadContainer> Containers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    public ImmutableArray<WorkloadContainer> InitContainers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    public ImmutableArray<WorkloadContainer> EphemeralContainers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    public WorkloadTemplate? Template { get; init; }

    public WorkloadTemplate? JobTemplate { get; init; }

    /// <summary>Null for kinds without replicas.</summary>
    public int? Replicas { get; init; }

    /// <summary>All images that it refers to, as written; some more than once.</summary>
    public IEnumerable<string> ListImages() =>
        [
            .. Containers
                .Concat(InitContainers)
                .Concat(EphemeralContainers)
                .Select(container => container.Image)
                .OfType<string>(),
            .. Template?.Spec?.ListImages() ?? [],
            .. JobTemplate?.Spec?.ListImages() ?? [],
        ];
}
