namespace NodeGc.Stores.Reading;

/// <summary>A layout that this version does not know. Becomes a doubt.</summary>
internal sealed class LayoutUnknownException(string message) : Exception(message);
