using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Loads an image from an archive.</summary>
internal sealed class LoadImage : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (!load.Model.Images.HasRoom)
            return;
        var name = LoadWorker.NewName("loaded");
        var archive = new ImageArchive($"{name}:latest")
            .WithLayer($"{name}-a", 20)
            .WithLayer($"{name}-b", load.Random.Next(500, 2000))
            .WriteTo(load.Folder);
        if (load.Do("load", "--quiet", "--input", archive))
            load.Model.Images.Add(new ModelImage(name, $"/{name}-b/0/0", "", 0));
        File.Delete(archive);
    }
}
