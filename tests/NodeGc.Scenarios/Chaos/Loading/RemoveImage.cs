namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Removes an image that no container uses; others may stand upon it.</summary>
internal sealed class RemoveImage : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (load.Model.Images.Take(load.Random, image => image.Users.AreNone) is not { } image)
            return;
        load.Do("rmi", image.Tag);
        load.Model.Images.Forget(image);
    }
}
