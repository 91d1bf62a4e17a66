namespace MesosOperator.Kubernetes.Api;

/// <summary>Why the API server did not do what was asked.</summary>
internal enum ApiFailure
{
    /// <summary>There is no such object or kind (404).</summary>
    NotFound,

    /// <summary>An object of that name is there already (409).</summary>
    AlreadyExists,

    /// <summary>The object has changed since it was read, or another manager owns a field (409).</summary>
    Conflict,

    /// <summary>The resource version or continuation is too old: list again (410).</summary>
    Expired,

    /// <summary>The object is not valid (400, 422).</summary>
    Invalid,

    /// <summary>The caller is not known or may not do this (401, 403).</summary>
    Denied,

    /// <summary>Too many requests: come back later (429).</summary>
    Throttled,

    /// <summary>No answer, an unreadable one, or a server that cannot answer now (408, 5xx, network).</summary>
    Unavailable,

    /// <summary>Refused for another reason that a repetition will not change (other 4xx).</summary>
    Rejected,
}
