using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Policies;

/// <summary>Which class a candidate belongs to, and what a policy calls it.</summary>
public static class ClassOf
{
    /// <summary>The class of <paramref name="candidate"/>.</summary>
    public static CleanupClass Candidate(Resource candidate) =>
        candidate.Id.Kind == ResourceKind.Volume ? CleanupClass.Volumes : CleanupClass.Layers;

    /// <summary>The field below <c>collect</c>: <c>layers</c>, <c>volumes</c>.</summary>
    public static string Word(this CleanupClass cleanupClass) => cleanupClass == CleanupClass.Layers ? "layers" : "volumes";
}
