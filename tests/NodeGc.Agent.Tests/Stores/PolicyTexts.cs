namespace NodeGc.Agent.Tests.Stores;

/// <summary>Policies as a user writes them.</summary>
internal static class PolicyTexts
{
    public const string Layers = "layers: { minAge: 0s, confirmations: 2, confirmationInterval: 5s }";

    public const string Volumes =
        "volumes: { scope: Orphaned, minAge: 0s, confirmations: 2, confirmationInterval: 5s }";

    /// <summary>All that is collected, as soon as it is confirmed.</summary>
    public const string Everything = $"{{ {Layers}, {Volumes} }}";

    /// <summary>A cleanup around <paramref name="spec"/>.</summary>
    public static string Cleanup(string spec) =>
        $"apiVersion: nodegc.io/v1alpha1\nkind: NodeStorageCleanup\nmetadata:\n  name: tidy\nspec:\n  {spec}\n";

    /// <summary>Writes a policy file that removes <paramref name="collect"/>; its path.</summary>
    public static string PolicyFile(this StoreCopy copy, string collect = Everything) =>
        copy.PolicyFileOf($"mode: Enforce\n  collect: {collect}");

    /// <summary>Writes a policy file with <paramref name="spec"/> as it stands; its path.</summary>
    public static string PolicyFileOf(this StoreCopy copy, string spec)
    {
        var path = Path.Combine(copy.Folder, "cleanup.yaml");
        File.WriteAllText(path, Cleanup(spec));
        return path;
    }
}
