namespace NodeGc.Testing.Stores.Engines.Metadata;

/// <summary>How an era writes down which directories images and containers have.</summary>
internal abstract class ImageMetadata
{
    /// <summary>Makes the folders that an engine makes at its start.</summary>
    public abstract void Prepare();

    /// <summary>Makes the engine know a directory as a layer.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="on">The layer below; null = a base.</param>
    /// <param name="word">From which its content follows: equal words on equal layers are equal contents.</param>
    public abstract EngineLayer Register(DriverDirectory directory, EngineLayer? on, string word);

    /// <summary>Adds an image whose top layer is <paramref name="top"/>.</summary>
    /// <param name="reference">Its name and tag; null = it has none.</param>
    /// <param name="top">Its top layer.</param>
    /// <param name="parent">The image that it was built upon, by the classic builder.</param>
    /// <returns>How containers name it.</returns>
    public abstract string AddImage(string? reference, EngineLayer top, string? parent);

    /// <summary>Writes down which directories a container or a build step has.</summary>
    public abstract void AddMount(string id, DriverDirectory directory, DriverDirectory? init, EngineLayer on);

    /// <summary>Writes what an engine keeps in one file for all.</summary>
    public abstract void Finish();
}
