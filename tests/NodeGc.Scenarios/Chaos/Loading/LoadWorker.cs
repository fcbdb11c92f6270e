using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>One user of the engine. A command of his that fails is a violation, unless the daemon was down
/// meanwhile.</summary>
internal sealed class LoadWorker(UnrulyDaemon daemon, Model model, RemoteImages remotes, Tally tally, int seed)
{
    private static int names;

    public Random Random { get; } = new(seed);

    public Model Model => model;

    public RemoteImages Remotes => remotes;

    public DockerCli Docker => daemon.Dockerd.Cli;

    public string Folder => daemon.Dockerd.Folder;

    /// <summary>Where the data of a volume lies.</summary>
    public string FolderOf(string volume) => Path.Combine(daemon.Dockerd.DataRoot, "volumes", volume, "_data");

    /// <summary>A name that nothing had yet.</summary>
    public static string NewName(string kind) => $"{kind}-{Interlocked.Increment(ref names)}";

    public string NewText() => Random.NextInt64().ToString("x16", null);

    /// <summary>Does one thing after the other until it is told to stop.</summary>
    public async Task WorkAsync(Gate gate, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
            await gate.ActAsync(Act);
    }

    /// <summary>Whether the command succeeded.</summary>
    public bool Do(params string[] arguments) => Run(() => Docker.Try(arguments));

    /// <summary>As above, for commands of several steps.</summary>
    public bool Run(Func<CommandResult> command) => Ask(command) is not null;

    /// <summary>What the command wrote; null where it failed.</summary>
    public string? Ask(params string[] arguments) => Ask(() => Docker.Try(arguments));

    /// <summary>Works with an image that stays meanwhile.</summary>
    public void WithImage(Action<ModelImage> use, int deepest = int.MaxValue)
    {
        var image = Model.Images.Take(Random, one => one.Depth < deepest);
        use(image ?? Model.Base);
        if (image is not null)
            Model.Images.Return(image);
    }

    private void Act()
    {
        daemon.AwaitUp();
        try
        {
            LoadActions.Any(Random).Do(this);
        }
        catch (Exception bug)
        {
            tally.Violate($"the load itself failed: {bug}");
        }
    }

    private string? Ask(Func<CommandResult> command)
    {
        var before = daemon.Changes;
        var result = command();
        tally.Count("commands");
        if (result.Succeeded)
            return result.Text;
        if (daemon.WasDownSince(before))
            tally.Count("commands cut off by the daemon's end");
        else
            tally.Violate($"a command failed: {result}");
        return null;
    }
}
