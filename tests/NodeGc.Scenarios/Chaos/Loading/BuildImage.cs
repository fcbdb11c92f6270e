using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Builds an image upon another one, with one builder or the other.</summary>
internal sealed class BuildImage(bool withBuildKit) : ILoadAction
{
    private const int Deepest = 6;

    public void Do(LoadWorker load)
    {
        if (load.Model.Images.HasRoom)
            load.WithImage(from => BuildOn(load, from), Deepest);
    }

    private void BuildOn(LoadWorker load, ModelImage from)
    {
        var (tag, text) = (LoadWorker.NewName("built"), load.NewText());
        from.Users.Enter();
        if (!load.Run(() => Build(load, tag, $"FROM {from.Tag}\nCOPY f /f\nRUN touch /{tag}\n", text)))
            return;
        from.Users.Leave();
        load.Model.Images.Add(new ModelImage(tag, "/f", text, from.Depth + 1));
    }

    private CommandResult Build(LoadWorker load, string tag, string dockerfile, string text) =>
        withBuildKit
            ? load.Docker.TryBuildWithBuildKit(tag, dockerfile, ("f", text))
            : load.Docker.TryBuildClassic(tag, dockerfile, ("f", text));
}
