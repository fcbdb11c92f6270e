using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Background;

/// <summary>Does its part when something was written. Called for every write, in order, never twice at once.</summary>
internal interface IController
{
    void React(StoreEvent change);
}
