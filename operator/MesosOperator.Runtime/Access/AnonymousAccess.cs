namespace MesosOperator.Runtime.Access;

/// <summary>What to do with a caller that shows nothing.</summary>
public enum AnonymousAccess
{
    /// <summary>It is turned away.</summary>
    Refused,

    /// <summary>It is served as nobody in particular, as far as the authorizer lets it.</summary>
    Allowed,
}
