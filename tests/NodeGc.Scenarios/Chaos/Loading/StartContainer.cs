using NodeGc.Scenarios.Chaos.Modelling;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Starts a container that stays, with a named volume, an anonymous one, or none.</summary>
internal sealed class StartContainer : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (!load.Model.Containers.HasRoom)
            return;
        var volume = load.Random.Next(2) == 0 ? load.Model.Volumes.Take(load.Random) : null;
        load.WithImage(image => Start(load, image, volume));
        if (volume is not null)
            load.Model.Volumes.Return(volume);
    }

    private static void Start(LoadWorker load, ModelImage image, ModelVolume? volume)
    {
        var container = new ModelContainer(LoadWorker.NewName("kept"), image, volume, load.NewText());
        image.Users.Enter();
        volume?.Users.Enter();
        string[] mount =
            volume is not null ? ["-v", $"{volume.Name}:/data"]
            : load.Random.Next(2) == 0 ? ["-v", "/data"]
            : [];
        if (
            load.Do([
                "run",
                "-d",
                "--name",
                container.Name,
                "--label",
                ChaosPolicy.Pin,
                "--network",
                "host",
                "--stop-timeout",
                "0",
                .. mount,
                image.Tag,
                "sleep",
                "3600",
            ]) && load.Do("exec", container.Name, "sh", "-c", $"echo {container.Mark} > {ModelContainer.MarkPath}")
        )
            load.Model.Containers.Add(container);
    }
}
