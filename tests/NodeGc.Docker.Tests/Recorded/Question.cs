namespace NodeGc.Docker.Tests.Recorded;

/// <summary>One question of the client, as a recorded answer is the answer to it.</summary>
/// <param name="Answer">Name of the recorded file.</param>
/// <param name="Path">Without the version; <c>{id}</c> is the ID of the object.</param>
/// <param name="AskAsync">The client's method.</param>
internal sealed record Question(string Answer, string Path, Func<DockerClient, Task> AskAsync)
{
    /// <summary>Stands in for the ID or name of what was recorded.</summary>
    public const string Id = "recorded";

    public static IReadOnlyList<Question> All { get; } =
    [
        new("info", "info", client => client.GetInfoAsync(default)),
        new("containers", "containers/json?all=1", client => client.ListContainersAsync(default)),
        new("container", "containers/{id}/json", client => client.FindContainerAsync(Id, default)),
        new("images", "images/json?all=1", client => client.ListImagesAsync(default)),
        new("image", "images/{id}/json", client => client.FindImageAsync(Id, default)),
        new("volumes", "volumes", client => client.ListVolumesAsync(default)),
        new("volume", "volumes/{id}", client => client.FindVolumeAsync(Id, default)),
        new("disk-usage", "system/df", client => client.FindBuildCacheAsync(default)),
        new("event", "events", ReadEventsAsync),
    ];

    public static Question Get(string answer) => All.Single(question => question.Answer == answer);

    /// <summary>As the client sends it: later engines can be asked for the build cache alone.</summary>
    public string PathFor(ApiVersion version, string id) =>
        $"v{version}/{Path.Replace("{id}", id, StringComparison.Ordinal)}"
        + (Answer == "disk-usage" && version > new ApiVersion(1, 41) ? "?type=build-cache" : "");

    private static async Task ReadEventsAsync(DockerClient client)
    {
        await foreach (var _ in client.ReadEventsAsync(default)) { }
    }
}
