using NodeGc.Scenarios.Chaos.Modelling;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Runs a container with an anonymous volume, both of which go at its end.</summary>
internal sealed class RunOnce : ILoadAction
{
    public void Do(LoadWorker load) => load.WithImage(image => Run(load, image));

    private static void Run(LoadWorker load, ModelImage image)
    {
        image.Users.Enter();
        if (
            load.Do(
                "run",
                "--rm",
                "--network",
                "host",
                "-v",
                "/data",
                image.Tag,
                "sh",
                "-c",
                "echo text > /data/f && cat /data/f"
            )
        )
            image.Users.Leave();
    }
}
