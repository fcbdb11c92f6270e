namespace NodeGc.Storage.Tests.Crashing;

/// <summary>Something the executor does, which is killed at each of its moments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">What has been done before it.</param>
/// <param name="Act">What is killed.</param>
/// <param name="Deletes">Whether items may be permanently deleted afterwards.</param>
internal sealed record Deed(string Name, Action<Scene> Before, Action<Scene> Act, bool Deletes)
{
    public static readonly IReadOnlyList<Deed> All =
    [
        new("sweep", _ => { }, scene => scene.Sweep(), Deletes: false),
        new("sweep without quarantine", _ => { }, scene => scene.SweepAtOnce(), Deletes: true),
        new("restore", scene => scene.Sweep(), scene => scene.Restore(), Deletes: false),
        new("expiry", scene => scene.Sweep(), scene => scene.Expire(), Deletes: true),
    ];

    public static Deed Named(string name) => All.Single(deed => deed.Name == name);
}
