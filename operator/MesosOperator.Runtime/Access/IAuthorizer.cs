namespace MesosOperator.Runtime.Access;

/// <summary>Says who may do what. Never throws but for cancellation, and may be asked by any thread; it bounds its own time and memory.</summary>
public interface IAuthorizer
{
    /// <summary>Whether a principal may do something.</summary>
    ValueTask<Authorization> AuthorizeAsync(Principal principal, AccessRequest request, CancellationToken stop);
}
