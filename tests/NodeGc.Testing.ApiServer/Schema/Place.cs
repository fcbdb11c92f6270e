namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Where a value is in an object; its path is only written for an error.</summary>
internal sealed record Place(Place? Parent, string? Name, int Index)
{
    public bool IsRoot => Parent is null && Name is "";

    public static Place At(string path) => new(null, path, 0);

    public Place Child(string name) => new(this, name, 0);

    public Place Item(int index) => new(this, null, index);

    public override string ToString() =>
        Parent is null ? Name!
        : Name is null ? FieldPath.Item(Parent.ToString(), Index)
        : FieldPath.Child(Parent.ToString(), Name);
}
