namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>
/// The closed set of reasons for which a cluster cannot be a member now, or is hindered as one. Their names are the reasons of
/// conditions.
/// </summary>
internal enum MemberFailure
{
    /// <summary>It has not been tried yet.</summary>
    Pending,

    /// <summary>The Secret, or its key, is not there or may not be read.</summary>
    SecretMissing,

    /// <summary>The kubeconfig makes no sense, or names files or programs that it may not.</summary>
    KubeconfigInvalid,

    /// <summary>Nothing answers at its address, or not in time.</summary>
    Unreachable,

    /// <summary>Its certificate is not of the authority that the kubeconfig names.</summary>
    WrongAuthority,

    /// <summary>It does not know the credentials, or no longer.</summary>
    Unauthorized,

    /// <summary>It knows the credentials, and they do not allow all that is needed.</summary>
    Forbidden,

    /// <summary>The credentials say themselves that they have ended.</summary>
    CredentialsExpired,

    /// <summary>The program that makes credentials made none.</summary>
    PluginFailed,

    /// <summary>It asks for fewer requests.</summary>
    Throttled,

    /// <summary>It answers, and takes long for that.</summary>
    Slow,

    /// <summary>It answers now and then.</summary>
    Unstable,

    /// <summary>The credentials in the Secret are new and no good; those from before are in use.</summary>
    RotationFailed,

    /// <summary>The namespace of the tasks is not there and cannot be made, or its ResourceQuota cannot be set.</summary>
    NamespaceFailed,

    /// <summary>More of it waits to be looked at than there is room for.</summary>
    Overloaded,

    /// <summary>Another object stands for the same cluster.</summary>
    Duplicate,
}
