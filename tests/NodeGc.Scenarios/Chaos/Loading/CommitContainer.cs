using NodeGc.Scenarios.Chaos.Modelling;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Makes an image of a container.</summary>
internal sealed class CommitContainer : ILoadAction
{
    private const int Deepest = 6;

    public void Do(LoadWorker load)
    {
        if (
            !load.Model.Images.HasRoom
            || load.Model.Containers.Take(load.Random, one => one.Image.Depth < Deepest) is not { } container
        )
            return;
        var tag = LoadWorker.NewName("committed");
        if (load.Do("commit", container.Name, tag))
            load.Model.Images.Add(
                new ModelImage(tag, ModelContainer.MarkPath, container.Mark, container.Image.Depth + 1)
            );
        load.Model.Containers.Return(container);
    }
}
