import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/**
 * Properties of a SolveRequest.
 * @deprecated Use SolveRequest.$Properties instead.
 */
export interface ISolveRequest extends SolveRequest.$Properties {
}

/** Represents a SolveRequest. */
export class SolveRequest {

    /**
     * Constructs a new SolveRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: SolveRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** SolveRequest ref. */
    ref: string;

    /** SolveRequest definition. */
    definition?: (Definition.$Properties|null);

    /** SolveRequest exporterDeprecated. */
    exporterDeprecated: string;

    /** SolveRequest exporterAttrsDeprecated. */
    exporterAttrsDeprecated: { [k: string]: string };

    /** SolveRequest session. */
    session: string;

    /** SolveRequest frontend. */
    frontend: string;

    /** SolveRequest frontendAttrs. */
    frontendAttrs: { [k: string]: string };

    /** SolveRequest cache. */
    cache?: (CacheOptions.$Properties|null);

    /** SolveRequest entitlements. */
    entitlements: string[];

    /** SolveRequest frontendInputs. */
    frontendInputs: { [k: string]: Definition.$Properties };

    /** SolveRequest internal. */
    internal: boolean;

    /** SolveRequest sourcePolicy. */
    sourcePolicy: Uint8Array;

    /** SolveRequest exporters. */
    exporters: TypeWithAttrs.$Properties[];

    /** SolveRequest enableSessionExporter. */
    enableSessionExporter: boolean;

    /** SolveRequest sourcePolicySession. */
    sourcePolicySession: string;

    /** SolveRequest compatibilityVersion. */
    compatibilityVersion: (number|Long);

    /** SolveRequest proxyNetwork. */
    proxyNetwork: boolean;

    /**
     * Encodes the specified SolveRequest message. Does not implicitly {@link SolveRequest.verify|verify} messages.
     * @param message SolveRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: SolveRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a SolveRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {SolveRequest & SolveRequest.$Shape} SolveRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): SolveRequest & SolveRequest.$Shape;
}

export namespace SolveRequest {

    /** Properties of a SolveRequest. */
    interface $Properties {

        /** SolveRequest ref */
        ref?: (string|null);

        /** SolveRequest definition */
        definition?: (Definition.$Properties|null);

        /** SolveRequest exporterDeprecated */
        exporterDeprecated?: (string|null);

        /** SolveRequest exporterAttrsDeprecated */
        exporterAttrsDeprecated?: ({ [k: string]: string }|null);

        /** SolveRequest session */
        session?: (string|null);

        /** SolveRequest frontend */
        frontend?: (string|null);

        /** SolveRequest frontendAttrs */
        frontendAttrs?: ({ [k: string]: string }|null);

        /** SolveRequest cache */
        cache?: (CacheOptions.$Properties|null);

        /** SolveRequest entitlements */
        entitlements?: (string[]|null);

        /** SolveRequest frontendInputs */
        frontendInputs?: ({ [k: string]: Definition.$Properties }|null);

        /** SolveRequest internal */
        internal?: (boolean|null);

        /** SolveRequest sourcePolicy */
        sourcePolicy?: (Uint8Array|null);

        /** SolveRequest exporters */
        exporters?: (TypeWithAttrs.$Properties[]|null);

        /** SolveRequest enableSessionExporter */
        enableSessionExporter?: (boolean|null);

        /** SolveRequest sourcePolicySession */
        sourcePolicySession?: (string|null);

        /** SolveRequest compatibilityVersion */
        compatibilityVersion?: (number|Long|null);

        /** SolveRequest proxyNetwork */
        proxyNetwork?: (boolean|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a SolveRequest. */
    type $Shape = SolveRequest.$Properties;
}

/**
 * Properties of a CacheOptions.
 * @deprecated Use CacheOptions.$Properties instead.
 */
export interface ICacheOptions extends CacheOptions.$Properties {
}

/** Represents a CacheOptions. */
export class CacheOptions {

    /**
     * Constructs a new CacheOptions.
     * @param [properties] Properties to set
     */
    constructor(properties?: CacheOptions.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** CacheOptions exports. */
    exports: TypeWithAttrs.$Properties[];

    /** CacheOptions imports. */
    imports: TypeWithAttrs.$Properties[];

    /**
     * Encodes the specified CacheOptions message. Does not implicitly {@link CacheOptions.verify|verify} messages.
     * @param message CacheOptions message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CacheOptions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CacheOptions message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CacheOptions & CacheOptions.$Shape} CacheOptions
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CacheOptions & CacheOptions.$Shape;
}

export namespace CacheOptions {

    /** Properties of a CacheOptions. */
    interface $Properties {

        /** CacheOptions exports */
        exports?: (TypeWithAttrs.$Properties[]|null);

        /** CacheOptions imports */
        imports?: (TypeWithAttrs.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a CacheOptions. */
    type $Shape = CacheOptions.$Properties;
}

/**
 * Properties of a TypeWithAttrs.
 * @deprecated Use TypeWithAttrs.$Properties instead.
 */
export interface ITypeWithAttrs extends TypeWithAttrs.$Properties {
}

/** Represents a TypeWithAttrs. */
export class TypeWithAttrs {

    /**
     * Constructs a new TypeWithAttrs.
     * @param [properties] Properties to set
     */
    constructor(properties?: TypeWithAttrs.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** TypeWithAttrs type. */
    type: string;

    /** TypeWithAttrs attrs. */
    attrs: { [k: string]: string };

    /**
     * Encodes the specified TypeWithAttrs message. Does not implicitly {@link TypeWithAttrs.verify|verify} messages.
     * @param message TypeWithAttrs message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: TypeWithAttrs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a TypeWithAttrs message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {TypeWithAttrs & TypeWithAttrs.$Shape} TypeWithAttrs
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): TypeWithAttrs & TypeWithAttrs.$Shape;
}

export namespace TypeWithAttrs {

    /** Properties of a TypeWithAttrs. */
    interface $Properties {

        /** TypeWithAttrs type */
        type?: (string|null);

        /** TypeWithAttrs attrs */
        attrs?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a TypeWithAttrs. */
    type $Shape = TypeWithAttrs.$Properties;
}

/**
 * Properties of a SolveResponse.
 * @deprecated Use SolveResponse.$Properties instead.
 */
export interface ISolveResponse extends SolveResponse.$Properties {
}

/** Represents a SolveResponse. */
export class SolveResponse {

    /**
     * Constructs a new SolveResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: SolveResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** SolveResponse exporterResponse. */
    exporterResponse: { [k: string]: string };

    /**
     * Encodes the specified SolveResponse message. Does not implicitly {@link SolveResponse.verify|verify} messages.
     * @param message SolveResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: SolveResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a SolveResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {SolveResponse & SolveResponse.$Shape} SolveResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): SolveResponse & SolveResponse.$Shape;
}

export namespace SolveResponse {

    /** Properties of a SolveResponse. */
    interface $Properties {

        /** SolveResponse exporterResponse */
        exporterResponse?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a SolveResponse. */
    type $Shape = SolveResponse.$Properties;
}

/**
 * Properties of a StatusRequest.
 * @deprecated Use StatusRequest.$Properties instead.
 */
export interface IStatusRequest extends StatusRequest.$Properties {
}

/** Represents a StatusRequest. */
export class StatusRequest {

    /**
     * Constructs a new StatusRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: StatusRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** StatusRequest ref. */
    ref: string;

    /**
     * Encodes the specified StatusRequest message. Does not implicitly {@link StatusRequest.verify|verify} messages.
     * @param message StatusRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: StatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a StatusRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {StatusRequest & StatusRequest.$Shape} StatusRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): StatusRequest & StatusRequest.$Shape;
}

export namespace StatusRequest {

    /** Properties of a StatusRequest. */
    interface $Properties {

        /** StatusRequest ref */
        ref?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a StatusRequest. */
    type $Shape = StatusRequest.$Properties;
}

/**
 * Properties of a StatusResponse.
 * @deprecated Use StatusResponse.$Properties instead.
 */
export interface IStatusResponse extends StatusResponse.$Properties {
}

/** Represents a StatusResponse. */
export class StatusResponse {

    /**
     * Constructs a new StatusResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: StatusResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** StatusResponse vertexes. */
    vertexes: Vertex.$Properties[];

    /** StatusResponse statuses. */
    statuses: VertexStatus.$Properties[];

    /** StatusResponse logs. */
    logs: VertexLog.$Properties[];

    /** StatusResponse warnings. */
    warnings: VertexWarning.$Properties[];

    /**
     * Encodes the specified StatusResponse message. Does not implicitly {@link StatusResponse.verify|verify} messages.
     * @param message StatusResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: StatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a StatusResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {StatusResponse & StatusResponse.$Shape} StatusResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): StatusResponse & StatusResponse.$Shape;
}

export namespace StatusResponse {

    /** Properties of a StatusResponse. */
    interface $Properties {

        /** StatusResponse vertexes */
        vertexes?: (Vertex.$Properties[]|null);

        /** StatusResponse statuses */
        statuses?: (VertexStatus.$Properties[]|null);

        /** StatusResponse logs */
        logs?: (VertexLog.$Properties[]|null);

        /** StatusResponse warnings */
        warnings?: (VertexWarning.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a StatusResponse. */
    type $Shape = StatusResponse.$Properties;
}

/**
 * Properties of a Vertex.
 * @deprecated Use Vertex.$Properties instead.
 */
export interface IVertex extends Vertex.$Properties {
}

/** Represents a Vertex. */
export class Vertex {

    /**
     * Constructs a new Vertex.
     * @param [properties] Properties to set
     */
    constructor(properties?: Vertex.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Vertex digest. */
    digest: string;

    /** Vertex inputs. */
    inputs: string[];

    /** Vertex name. */
    name: string;

    /** Vertex cached. */
    cached: boolean;

    /** Vertex started. */
    started?: (Timestamp.$Properties|null);

    /** Vertex completed. */
    completed?: (Timestamp.$Properties|null);

    /** Vertex error. */
    error: string;

    /** Vertex progressGroup. */
    progressGroup?: (ProgressGroup.$Properties|null);

    /**
     * Encodes the specified Vertex message. Does not implicitly {@link Vertex.verify|verify} messages.
     * @param message Vertex message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Vertex.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Vertex message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Vertex & Vertex.$Shape} Vertex
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Vertex & Vertex.$Shape;
}

export namespace Vertex {

    /** Properties of a Vertex. */
    interface $Properties {

        /** Vertex digest */
        digest?: (string|null);

        /** Vertex inputs */
        inputs?: (string[]|null);

        /** Vertex name */
        name?: (string|null);

        /** Vertex cached */
        cached?: (boolean|null);

        /** Vertex started */
        started?: (Timestamp.$Properties|null);

        /** Vertex completed */
        completed?: (Timestamp.$Properties|null);

        /** Vertex error */
        error?: (string|null);

        /** Vertex progressGroup */
        progressGroup?: (ProgressGroup.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Vertex. */
    type $Shape = Vertex.$Properties;
}

/**
 * Properties of a VertexStatus.
 * @deprecated Use VertexStatus.$Properties instead.
 */
export interface IVertexStatus extends VertexStatus.$Properties {
}

/** Represents a VertexStatus. */
export class VertexStatus {

    /**
     * Constructs a new VertexStatus.
     * @param [properties] Properties to set
     */
    constructor(properties?: VertexStatus.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** VertexStatus id. */
    id: string;

    /** VertexStatus vertex. */
    vertex: string;

    /** VertexStatus name. */
    name: string;

    /** VertexStatus current. */
    current: (number|Long);

    /** VertexStatus total. */
    total: (number|Long);

    /** VertexStatus timestamp. */
    timestamp?: (Timestamp.$Properties|null);

    /** VertexStatus started. */
    started?: (Timestamp.$Properties|null);

    /** VertexStatus completed. */
    completed?: (Timestamp.$Properties|null);

    /**
     * Encodes the specified VertexStatus message. Does not implicitly {@link VertexStatus.verify|verify} messages.
     * @param message VertexStatus message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: VertexStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a VertexStatus message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {VertexStatus & VertexStatus.$Shape} VertexStatus
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): VertexStatus & VertexStatus.$Shape;
}

export namespace VertexStatus {

    /** Properties of a VertexStatus. */
    interface $Properties {

        /** VertexStatus id */
        id?: (string|null);

        /** VertexStatus vertex */
        vertex?: (string|null);

        /** VertexStatus name */
        name?: (string|null);

        /** VertexStatus current */
        current?: (number|Long|null);

        /** VertexStatus total */
        total?: (number|Long|null);

        /** VertexStatus timestamp */
        timestamp?: (Timestamp.$Properties|null);

        /** VertexStatus started */
        started?: (Timestamp.$Properties|null);

        /** VertexStatus completed */
        completed?: (Timestamp.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a VertexStatus. */
    type $Shape = VertexStatus.$Properties;
}

/**
 * Properties of a VertexLog.
 * @deprecated Use VertexLog.$Properties instead.
 */
export interface IVertexLog extends VertexLog.$Properties {
}

/** Represents a VertexLog. */
export class VertexLog {

    /**
     * Constructs a new VertexLog.
     * @param [properties] Properties to set
     */
    constructor(properties?: VertexLog.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** VertexLog vertex. */
    vertex: string;

    /** VertexLog timestamp. */
    timestamp?: (Timestamp.$Properties|null);

    /** VertexLog stream. */
    stream: (number|Long);

    /** VertexLog msg. */
    msg: Uint8Array;

    /**
     * Encodes the specified VertexLog message. Does not implicitly {@link VertexLog.verify|verify} messages.
     * @param message VertexLog message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: VertexLog.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a VertexLog message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {VertexLog & VertexLog.$Shape} VertexLog
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): VertexLog & VertexLog.$Shape;
}

export namespace VertexLog {

    /** Properties of a VertexLog. */
    interface $Properties {

        /** VertexLog vertex */
        vertex?: (string|null);

        /** VertexLog timestamp */
        timestamp?: (Timestamp.$Properties|null);

        /** VertexLog stream */
        stream?: (number|Long|null);

        /** VertexLog msg */
        msg?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a VertexLog. */
    type $Shape = VertexLog.$Properties;
}

/**
 * Properties of a VertexWarning.
 * @deprecated Use VertexWarning.$Properties instead.
 */
export interface IVertexWarning extends VertexWarning.$Properties {
}

/** Represents a VertexWarning. */
export class VertexWarning {

    /**
     * Constructs a new VertexWarning.
     * @param [properties] Properties to set
     */
    constructor(properties?: VertexWarning.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** VertexWarning vertex. */
    vertex: string;

    /** VertexWarning level. */
    level: (number|Long);

    /** VertexWarning short. */
    short: Uint8Array;

    /** VertexWarning detail. */
    detail: Uint8Array[];

    /** VertexWarning url. */
    url: string;

    /** VertexWarning info. */
    info?: (SourceInfo.$Properties|null);

    /** VertexWarning ranges. */
    ranges: Range.$Properties[];

    /**
     * Encodes the specified VertexWarning message. Does not implicitly {@link VertexWarning.verify|verify} messages.
     * @param message VertexWarning message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: VertexWarning.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a VertexWarning message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {VertexWarning & VertexWarning.$Shape} VertexWarning
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): VertexWarning & VertexWarning.$Shape;
}

export namespace VertexWarning {

    /** Properties of a VertexWarning. */
    interface $Properties {

        /** VertexWarning vertex */
        vertex?: (string|null);

        /** VertexWarning level */
        level?: (number|Long|null);

        /** VertexWarning short */
        short?: (Uint8Array|null);

        /** VertexWarning detail */
        detail?: (Uint8Array[]|null);

        /** VertexWarning url */
        url?: (string|null);

        /** VertexWarning info */
        info?: (SourceInfo.$Properties|null);

        /** VertexWarning ranges */
        ranges?: (Range.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a VertexWarning. */
    type $Shape = VertexWarning.$Properties;
}

/**
 * Properties of an InfoRequest.
 * @deprecated Use InfoRequest.$Properties instead.
 */
export interface IInfoRequest extends InfoRequest.$Properties {
}

/** Represents an InfoRequest. */
export class InfoRequest {

    /**
     * Constructs a new InfoRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: InfoRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /**
     * Encodes the specified InfoRequest message. Does not implicitly {@link InfoRequest.verify|verify} messages.
     * @param message InfoRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: InfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an InfoRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {InfoRequest & InfoRequest.$Shape} InfoRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): InfoRequest & InfoRequest.$Shape;
}

export namespace InfoRequest {

    /** Properties of an InfoRequest. */
    interface $Properties {

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an InfoRequest. */
    type $Shape = InfoRequest.$Properties;
}

/**
 * Properties of an InfoResponse.
 * @deprecated Use InfoResponse.$Properties instead.
 */
export interface IInfoResponse extends InfoResponse.$Properties {
}

/** Represents an InfoResponse. */
export class InfoResponse {

    /**
     * Constructs a new InfoResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: InfoResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** InfoResponse buildkitVersion. */
    buildkitVersion?: (BuildkitVersion.$Properties|null);

    /**
     * Encodes the specified InfoResponse message. Does not implicitly {@link InfoResponse.verify|verify} messages.
     * @param message InfoResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: InfoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an InfoResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {InfoResponse & InfoResponse.$Shape} InfoResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): InfoResponse & InfoResponse.$Shape;
}

export namespace InfoResponse {

    /** Properties of an InfoResponse. */
    interface $Properties {

        /** InfoResponse buildkitVersion */
        buildkitVersion?: (BuildkitVersion.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an InfoResponse. */
    type $Shape = InfoResponse.$Properties;
}

/**
 * Properties of a BuildkitVersion.
 * @deprecated Use BuildkitVersion.$Properties instead.
 */
export interface IBuildkitVersion extends BuildkitVersion.$Properties {
}

/** Represents a BuildkitVersion. */
export class BuildkitVersion {

    /**
     * Constructs a new BuildkitVersion.
     * @param [properties] Properties to set
     */
    constructor(properties?: BuildkitVersion.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BuildkitVersion package. */
    package: string;

    /** BuildkitVersion version. */
    version: string;

    /** BuildkitVersion revision. */
    revision: string;

    /** BuildkitVersion dockerfileVersion. */
    dockerfileVersion: string;

    /**
     * Encodes the specified BuildkitVersion message. Does not implicitly {@link BuildkitVersion.verify|verify} messages.
     * @param message BuildkitVersion message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BuildkitVersion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BuildkitVersion message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BuildkitVersion & BuildkitVersion.$Shape} BuildkitVersion
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BuildkitVersion & BuildkitVersion.$Shape;
}

export namespace BuildkitVersion {

    /** Properties of a BuildkitVersion. */
    interface $Properties {

        /** BuildkitVersion package */
        "package"?: (string|null);

        /** BuildkitVersion version */
        version?: (string|null);

        /** BuildkitVersion revision */
        revision?: (string|null);

        /** BuildkitVersion dockerfileVersion */
        dockerfileVersion?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BuildkitVersion. */
    type $Shape = BuildkitVersion.$Properties;
}

/**
 * Properties of a ListWorkersRequest.
 * @deprecated Use ListWorkersRequest.$Properties instead.
 */
export interface IListWorkersRequest extends ListWorkersRequest.$Properties {
}

/** Represents a ListWorkersRequest. */
export class ListWorkersRequest {

    /**
     * Constructs a new ListWorkersRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ListWorkersRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ListWorkersRequest filter. */
    filter: string[];

    /**
     * Encodes the specified ListWorkersRequest message. Does not implicitly {@link ListWorkersRequest.verify|verify} messages.
     * @param message ListWorkersRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ListWorkersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ListWorkersRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ListWorkersRequest & ListWorkersRequest.$Shape} ListWorkersRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ListWorkersRequest & ListWorkersRequest.$Shape;
}

export namespace ListWorkersRequest {

    /** Properties of a ListWorkersRequest. */
    interface $Properties {

        /** ListWorkersRequest filter */
        filter?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ListWorkersRequest. */
    type $Shape = ListWorkersRequest.$Properties;
}

/**
 * Properties of a ListWorkersResponse.
 * @deprecated Use ListWorkersResponse.$Properties instead.
 */
export interface IListWorkersResponse extends ListWorkersResponse.$Properties {
}

/** Represents a ListWorkersResponse. */
export class ListWorkersResponse {

    /**
     * Constructs a new ListWorkersResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ListWorkersResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ListWorkersResponse record. */
    record: WorkerRecord.$Properties[];

    /**
     * Encodes the specified ListWorkersResponse message. Does not implicitly {@link ListWorkersResponse.verify|verify} messages.
     * @param message ListWorkersResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ListWorkersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ListWorkersResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ListWorkersResponse & ListWorkersResponse.$Shape} ListWorkersResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ListWorkersResponse & ListWorkersResponse.$Shape;
}

export namespace ListWorkersResponse {

    /** Properties of a ListWorkersResponse. */
    interface $Properties {

        /** ListWorkersResponse record */
        record?: (WorkerRecord.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ListWorkersResponse. */
    type $Shape = ListWorkersResponse.$Properties;
}

/**
 * Properties of a WorkerRecord.
 * @deprecated Use WorkerRecord.$Properties instead.
 */
export interface IWorkerRecord extends WorkerRecord.$Properties {
}

/** Represents a WorkerRecord. */
export class WorkerRecord {

    /**
     * Constructs a new WorkerRecord.
     * @param [properties] Properties to set
     */
    constructor(properties?: WorkerRecord.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** WorkerRecord id. */
    id: string;

    /** WorkerRecord labels. */
    labels: { [k: string]: string };

    /** WorkerRecord platforms. */
    platforms: Platform.$Properties[];

    /** WorkerRecord gcPolicy. */
    gcPolicy: GCPolicy.$Properties[];

    /** WorkerRecord cdiDevices. */
    cdiDevices: CDIDevice.$Properties[];

    /**
     * Encodes the specified WorkerRecord message. Does not implicitly {@link WorkerRecord.verify|verify} messages.
     * @param message WorkerRecord message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: WorkerRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a WorkerRecord message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {WorkerRecord & WorkerRecord.$Shape} WorkerRecord
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): WorkerRecord & WorkerRecord.$Shape;
}

export namespace WorkerRecord {

    /** Properties of a WorkerRecord. */
    interface $Properties {

        /** WorkerRecord id */
        id?: (string|null);

        /** WorkerRecord labels */
        labels?: ({ [k: string]: string }|null);

        /** WorkerRecord platforms */
        platforms?: (Platform.$Properties[]|null);

        /** WorkerRecord gcPolicy */
        gcPolicy?: (GCPolicy.$Properties[]|null);

        /** WorkerRecord cdiDevices */
        cdiDevices?: (CDIDevice.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a WorkerRecord. */
    type $Shape = WorkerRecord.$Properties;
}

/**
 * Properties of a GCPolicy.
 * @deprecated Use GCPolicy.$Properties instead.
 */
export interface IGCPolicy extends GCPolicy.$Properties {
}

/** Represents a GCPolicy. */
export class GCPolicy {

    /**
     * Constructs a new GCPolicy.
     * @param [properties] Properties to set
     */
    constructor(properties?: GCPolicy.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GCPolicy all. */
    all: boolean;

    /** GCPolicy keepDuration. */
    keepDuration: (number|Long);

    /** GCPolicy reservedSpace. */
    reservedSpace: (number|Long);

    /** GCPolicy filters. */
    filters: string[];

    /** GCPolicy maxUsedSpace. */
    maxUsedSpace: (number|Long);

    /** GCPolicy minFreeSpace. */
    minFreeSpace: (number|Long);

    /**
     * Encodes the specified GCPolicy message. Does not implicitly {@link GCPolicy.verify|verify} messages.
     * @param message GCPolicy message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GCPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GCPolicy message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GCPolicy & GCPolicy.$Shape} GCPolicy
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GCPolicy & GCPolicy.$Shape;
}

export namespace GCPolicy {

    /** Properties of a GCPolicy. */
    interface $Properties {

        /** GCPolicy all */
        all?: (boolean|null);

        /** GCPolicy keepDuration */
        keepDuration?: (number|Long|null);

        /** GCPolicy reservedSpace */
        reservedSpace?: (number|Long|null);

        /** GCPolicy filters */
        filters?: (string[]|null);

        /** GCPolicy maxUsedSpace */
        maxUsedSpace?: (number|Long|null);

        /** GCPolicy minFreeSpace */
        minFreeSpace?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GCPolicy. */
    type $Shape = GCPolicy.$Properties;
}

/**
 * Properties of a CDIDevice.
 * @deprecated Use CDIDevice.$Properties instead.
 */
export interface ICDIDevice extends CDIDevice.$Properties {
}

/** Represents a CDIDevice. */
export class CDIDevice {

    /**
     * Constructs a new CDIDevice.
     * @param [properties] Properties to set
     */
    constructor(properties?: CDIDevice.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** CDIDevice name. */
    name: string;

    /** CDIDevice autoAllow. */
    autoAllow: boolean;

    /** CDIDevice annotations. */
    annotations: { [k: string]: string };

    /** CDIDevice onDemand. */
    onDemand: boolean;

    /**
     * Encodes the specified CDIDevice message. Does not implicitly {@link CDIDevice.verify|verify} messages.
     * @param message CDIDevice message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CDIDevice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CDIDevice message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CDIDevice & CDIDevice.$Shape} CDIDevice
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CDIDevice & CDIDevice.$Shape;
}

export namespace CDIDevice {

    /** Properties of a CDIDevice. */
    interface $Properties {

        /** CDIDevice name */
        name?: (string|null);

        /** CDIDevice autoAllow */
        autoAllow?: (boolean|null);

        /** CDIDevice annotations */
        annotations?: ({ [k: string]: string }|null);

        /** CDIDevice onDemand */
        onDemand?: (boolean|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a CDIDevice. */
    type $Shape = CDIDevice.$Properties;
}

/**
 * Properties of a DiskUsageRequest.
 * @deprecated Use DiskUsageRequest.$Properties instead.
 */
export interface IDiskUsageRequest extends DiskUsageRequest.$Properties {
}

/** Represents a DiskUsageRequest. */
export class DiskUsageRequest {

    /**
     * Constructs a new DiskUsageRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: DiskUsageRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** DiskUsageRequest filter. */
    filter: string[];

    /** DiskUsageRequest ageLimit. */
    ageLimit: (number|Long);

    /**
     * Encodes the specified DiskUsageRequest message. Does not implicitly {@link DiskUsageRequest.verify|verify} messages.
     * @param message DiskUsageRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: DiskUsageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a DiskUsageRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {DiskUsageRequest & DiskUsageRequest.$Shape} DiskUsageRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): DiskUsageRequest & DiskUsageRequest.$Shape;
}

export namespace DiskUsageRequest {

    /** Properties of a DiskUsageRequest. */
    interface $Properties {

        /** DiskUsageRequest filter */
        filter?: (string[]|null);

        /** DiskUsageRequest ageLimit */
        ageLimit?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a DiskUsageRequest. */
    type $Shape = DiskUsageRequest.$Properties;
}

/**
 * Properties of a DiskUsageResponse.
 * @deprecated Use DiskUsageResponse.$Properties instead.
 */
export interface IDiskUsageResponse extends DiskUsageResponse.$Properties {
}

/** Represents a DiskUsageResponse. */
export class DiskUsageResponse {

    /**
     * Constructs a new DiskUsageResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: DiskUsageResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** DiskUsageResponse record. */
    record: UsageRecord.$Properties[];

    /**
     * Encodes the specified DiskUsageResponse message. Does not implicitly {@link DiskUsageResponse.verify|verify} messages.
     * @param message DiskUsageResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: DiskUsageResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a DiskUsageResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {DiskUsageResponse & DiskUsageResponse.$Shape} DiskUsageResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): DiskUsageResponse & DiskUsageResponse.$Shape;
}

export namespace DiskUsageResponse {

    /** Properties of a DiskUsageResponse. */
    interface $Properties {

        /** DiskUsageResponse record */
        record?: (UsageRecord.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a DiskUsageResponse. */
    type $Shape = DiskUsageResponse.$Properties;
}

/**
 * Properties of a UsageRecord.
 * @deprecated Use UsageRecord.$Properties instead.
 */
export interface IUsageRecord extends UsageRecord.$Properties {
}

/** Represents a UsageRecord. */
export class UsageRecord {

    /**
     * Constructs a new UsageRecord.
     * @param [properties] Properties to set
     */
    constructor(properties?: UsageRecord.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** UsageRecord id. */
    id: string;

    /** UsageRecord mutable. */
    mutable: boolean;

    /** UsageRecord inUse. */
    inUse: boolean;

    /** UsageRecord size. */
    size: (number|Long);

    /** UsageRecord parent. */
    parent: string;

    /** UsageRecord createdAt. */
    createdAt?: (Timestamp.$Properties|null);

    /** UsageRecord lastUsedAt. */
    lastUsedAt?: (Timestamp.$Properties|null);

    /** UsageRecord usageCount. */
    usageCount: (number|Long);

    /** UsageRecord description. */
    description: string;

    /** UsageRecord recordType. */
    recordType: string;

    /** UsageRecord shared. */
    shared: boolean;

    /** UsageRecord parents. */
    parents: string[];

    /**
     * Encodes the specified UsageRecord message. Does not implicitly {@link UsageRecord.verify|verify} messages.
     * @param message UsageRecord message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: UsageRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a UsageRecord message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {UsageRecord & UsageRecord.$Shape} UsageRecord
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): UsageRecord & UsageRecord.$Shape;
}

export namespace UsageRecord {

    /** Properties of a UsageRecord. */
    interface $Properties {

        /** UsageRecord id */
        id?: (string|null);

        /** UsageRecord mutable */
        mutable?: (boolean|null);

        /** UsageRecord inUse */
        inUse?: (boolean|null);

        /** UsageRecord size */
        size?: (number|Long|null);

        /** UsageRecord parent */
        parent?: (string|null);

        /** UsageRecord createdAt */
        createdAt?: (Timestamp.$Properties|null);

        /** UsageRecord lastUsedAt */
        lastUsedAt?: (Timestamp.$Properties|null);

        /** UsageRecord usageCount */
        usageCount?: (number|Long|null);

        /** UsageRecord description */
        description?: (string|null);

        /** UsageRecord recordType */
        recordType?: (string|null);

        /** UsageRecord shared */
        shared?: (boolean|null);

        /** UsageRecord parents */
        parents?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a UsageRecord. */
    type $Shape = UsageRecord.$Properties;
}

/**
 * Properties of a PruneRequest.
 * @deprecated Use PruneRequest.$Properties instead.
 */
export interface IPruneRequest extends PruneRequest.$Properties {
}

/** Represents a PruneRequest. */
export class PruneRequest {

    /**
     * Constructs a new PruneRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: PruneRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** PruneRequest filter. */
    filter: string[];

    /** PruneRequest all. */
    all: boolean;

    /** PruneRequest keepDuration. */
    keepDuration: (number|Long);

    /** PruneRequest reservedSpace. */
    reservedSpace: (number|Long);

    /** PruneRequest maxUsedSpace. */
    maxUsedSpace: (number|Long);

    /** PruneRequest minFreeSpace. */
    minFreeSpace: (number|Long);

    /**
     * Encodes the specified PruneRequest message. Does not implicitly {@link PruneRequest.verify|verify} messages.
     * @param message PruneRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: PruneRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a PruneRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {PruneRequest & PruneRequest.$Shape} PruneRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): PruneRequest & PruneRequest.$Shape;
}

export namespace PruneRequest {

    /** Properties of a PruneRequest. */
    interface $Properties {

        /** PruneRequest filter */
        filter?: (string[]|null);

        /** PruneRequest all */
        all?: (boolean|null);

        /** PruneRequest keepDuration */
        keepDuration?: (number|Long|null);

        /** PruneRequest reservedSpace */
        reservedSpace?: (number|Long|null);

        /** PruneRequest maxUsedSpace */
        maxUsedSpace?: (number|Long|null);

        /** PruneRequest minFreeSpace */
        minFreeSpace?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a PruneRequest. */
    type $Shape = PruneRequest.$Properties;
}

/**
 * Properties of a BuildHistoryRequest.
 * @deprecated Use BuildHistoryRequest.$Properties instead.
 */
export interface IBuildHistoryRequest extends BuildHistoryRequest.$Properties {
}

/** Represents a BuildHistoryRequest. */
export class BuildHistoryRequest {

    /**
     * Constructs a new BuildHistoryRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: BuildHistoryRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BuildHistoryRequest activeOnly. */
    activeOnly: boolean;

    /** BuildHistoryRequest ref. */
    ref: string;

    /** BuildHistoryRequest earlyExit. */
    earlyExit: boolean;

    /** BuildHistoryRequest filter. */
    filter: string[];

    /** BuildHistoryRequest limit. */
    limit: number;

    /**
     * Encodes the specified BuildHistoryRequest message. Does not implicitly {@link BuildHistoryRequest.verify|verify} messages.
     * @param message BuildHistoryRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BuildHistoryRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BuildHistoryRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BuildHistoryRequest & BuildHistoryRequest.$Shape} BuildHistoryRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BuildHistoryRequest & BuildHistoryRequest.$Shape;
}

export namespace BuildHistoryRequest {

    /** Properties of a BuildHistoryRequest. */
    interface $Properties {

        /** BuildHistoryRequest activeOnly */
        activeOnly?: (boolean|null);

        /** BuildHistoryRequest ref */
        ref?: (string|null);

        /** BuildHistoryRequest earlyExit */
        earlyExit?: (boolean|null);

        /** BuildHistoryRequest filter */
        filter?: (string[]|null);

        /** BuildHistoryRequest limit */
        limit?: (number|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BuildHistoryRequest. */
    type $Shape = BuildHistoryRequest.$Properties;
}

/**
 * Properties of a BuildHistoryEvent.
 * @deprecated Use BuildHistoryEvent.$Properties instead.
 */
export interface IBuildHistoryEvent extends BuildHistoryEvent.$Properties {
}

/** Represents a BuildHistoryEvent. */
export class BuildHistoryEvent {

    /**
     * Constructs a new BuildHistoryEvent.
     * @param [properties] Properties to set
     */
    constructor(properties?: BuildHistoryEvent.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BuildHistoryEvent type. */
    type: number;

    /** BuildHistoryEvent record. */
    record?: (BuildHistoryRecord.$Properties|null);

    /**
     * Encodes the specified BuildHistoryEvent message. Does not implicitly {@link BuildHistoryEvent.verify|verify} messages.
     * @param message BuildHistoryEvent message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BuildHistoryEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BuildHistoryEvent message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BuildHistoryEvent & BuildHistoryEvent.$Shape} BuildHistoryEvent
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BuildHistoryEvent & BuildHistoryEvent.$Shape;
}

export namespace BuildHistoryEvent {

    /** Properties of a BuildHistoryEvent. */
    interface $Properties {

        /** BuildHistoryEvent type */
        type?: (number|null);

        /** BuildHistoryEvent record */
        record?: (BuildHistoryRecord.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BuildHistoryEvent. */
    type $Shape = BuildHistoryEvent.$Properties;
}

/**
 * Properties of a BuildHistoryRecord.
 * @deprecated Use BuildHistoryRecord.$Properties instead.
 */
export interface IBuildHistoryRecord extends BuildHistoryRecord.$Properties {
}

/** Represents a BuildHistoryRecord. */
export class BuildHistoryRecord {

    /**
     * Constructs a new BuildHistoryRecord.
     * @param [properties] Properties to set
     */
    constructor(properties?: BuildHistoryRecord.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BuildHistoryRecord ref. */
    ref: string;

    /** BuildHistoryRecord frontend. */
    frontend: string;

    /** BuildHistoryRecord frontendAttrs. */
    frontendAttrs: { [k: string]: string };

    /** BuildHistoryRecord exporters. */
    exporters: TypeWithAttrs.$Properties[];

    /** BuildHistoryRecord error. */
    error?: (RpcStatus.$Properties|null);

    /** BuildHistoryRecord createdAt. */
    createdAt?: (Timestamp.$Properties|null);

    /** BuildHistoryRecord completedAt. */
    completedAt?: (Timestamp.$Properties|null);

    /** BuildHistoryRecord logs. */
    logs?: (Descriptor.$Properties|null);

    /** BuildHistoryRecord exporterResponse. */
    exporterResponse: { [k: string]: string };

    /** BuildHistoryRecord result. */
    result?: (BuildResultInfo.$Properties|null);

    /** BuildHistoryRecord results. */
    results: { [k: string]: BuildResultInfo.$Properties };

    /** BuildHistoryRecord generation. */
    generation: number;

    /** BuildHistoryRecord trace. */
    trace?: (Descriptor.$Properties|null);

    /** BuildHistoryRecord pinned. */
    pinned: boolean;

    /** BuildHistoryRecord numCachedSteps. */
    numCachedSteps: number;

    /** BuildHistoryRecord numTotalSteps. */
    numTotalSteps: number;

    /** BuildHistoryRecord numCompletedSteps. */
    numCompletedSteps: number;

    /** BuildHistoryRecord externalError. */
    externalError?: (Descriptor.$Properties|null);

    /** BuildHistoryRecord numWarnings. */
    numWarnings: number;

    /**
     * Encodes the specified BuildHistoryRecord message. Does not implicitly {@link BuildHistoryRecord.verify|verify} messages.
     * @param message BuildHistoryRecord message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BuildHistoryRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BuildHistoryRecord message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BuildHistoryRecord & BuildHistoryRecord.$Shape} BuildHistoryRecord
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BuildHistoryRecord & BuildHistoryRecord.$Shape;
}

export namespace BuildHistoryRecord {

    /** Properties of a BuildHistoryRecord. */
    interface $Properties {

        /** BuildHistoryRecord ref */
        ref?: (string|null);

        /** BuildHistoryRecord frontend */
        frontend?: (string|null);

        /** BuildHistoryRecord frontendAttrs */
        frontendAttrs?: ({ [k: string]: string }|null);

        /** BuildHistoryRecord exporters */
        exporters?: (TypeWithAttrs.$Properties[]|null);

        /** BuildHistoryRecord error */
        error?: (RpcStatus.$Properties|null);

        /** BuildHistoryRecord createdAt */
        createdAt?: (Timestamp.$Properties|null);

        /** BuildHistoryRecord completedAt */
        completedAt?: (Timestamp.$Properties|null);

        /** BuildHistoryRecord logs */
        logs?: (Descriptor.$Properties|null);

        /** BuildHistoryRecord exporterResponse */
        exporterResponse?: ({ [k: string]: string }|null);

        /** BuildHistoryRecord result */
        result?: (BuildResultInfo.$Properties|null);

        /** BuildHistoryRecord results */
        results?: ({ [k: string]: BuildResultInfo.$Properties }|null);

        /** BuildHistoryRecord generation */
        generation?: (number|null);

        /** BuildHistoryRecord trace */
        trace?: (Descriptor.$Properties|null);

        /** BuildHistoryRecord pinned */
        pinned?: (boolean|null);

        /** BuildHistoryRecord numCachedSteps */
        numCachedSteps?: (number|null);

        /** BuildHistoryRecord numTotalSteps */
        numTotalSteps?: (number|null);

        /** BuildHistoryRecord numCompletedSteps */
        numCompletedSteps?: (number|null);

        /** BuildHistoryRecord externalError */
        externalError?: (Descriptor.$Properties|null);

        /** BuildHistoryRecord numWarnings */
        numWarnings?: (number|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BuildHistoryRecord. */
    type $Shape = BuildHistoryRecord.$Properties;
}

/**
 * Properties of a Descriptor.
 * @deprecated Use Descriptor.$Properties instead.
 */
export interface IDescriptor extends Descriptor.$Properties {
}

/** Represents a Descriptor. */
export class Descriptor {

    /**
     * Constructs a new Descriptor.
     * @param [properties] Properties to set
     */
    constructor(properties?: Descriptor.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Descriptor mediaType. */
    mediaType: string;

    /** Descriptor digest. */
    digest: string;

    /** Descriptor size. */
    size: (number|Long);

    /** Descriptor annotations. */
    annotations: { [k: string]: string };

    /**
     * Encodes the specified Descriptor message. Does not implicitly {@link Descriptor.verify|verify} messages.
     * @param message Descriptor message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Descriptor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Descriptor message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Descriptor & Descriptor.$Shape} Descriptor
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Descriptor & Descriptor.$Shape;
}

export namespace Descriptor {

    /** Properties of a Descriptor. */
    interface $Properties {

        /** Descriptor mediaType */
        mediaType?: (string|null);

        /** Descriptor digest */
        digest?: (string|null);

        /** Descriptor size */
        size?: (number|Long|null);

        /** Descriptor annotations */
        annotations?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Descriptor. */
    type $Shape = Descriptor.$Properties;
}

/**
 * Properties of a BuildResultInfo.
 * @deprecated Use BuildResultInfo.$Properties instead.
 */
export interface IBuildResultInfo extends BuildResultInfo.$Properties {
}

/** Represents a BuildResultInfo. */
export class BuildResultInfo {

    /**
     * Constructs a new BuildResultInfo.
     * @param [properties] Properties to set
     */
    constructor(properties?: BuildResultInfo.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BuildResultInfo resultDeprecated. */
    resultDeprecated?: (Descriptor.$Properties|null);

    /** BuildResultInfo attestations. */
    attestations: Descriptor.$Properties[];

    /** BuildResultInfo results. */
    results: { [k: string]: Descriptor.$Properties };

    /**
     * Encodes the specified BuildResultInfo message. Does not implicitly {@link BuildResultInfo.verify|verify} messages.
     * @param message BuildResultInfo message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BuildResultInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BuildResultInfo message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BuildResultInfo & BuildResultInfo.$Shape} BuildResultInfo
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BuildResultInfo & BuildResultInfo.$Shape;
}

export namespace BuildResultInfo {

    /** Properties of a BuildResultInfo. */
    interface $Properties {

        /** BuildResultInfo resultDeprecated */
        resultDeprecated?: (Descriptor.$Properties|null);

        /** BuildResultInfo attestations */
        attestations?: (Descriptor.$Properties[]|null);

        /** BuildResultInfo results */
        results?: ({ [k: string]: Descriptor.$Properties }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BuildResultInfo. */
    type $Shape = BuildResultInfo.$Properties;
}

/**
 * Properties of a BytesMessage.
 * @deprecated Use BytesMessage.$Properties instead.
 */
export interface IBytesMessage extends BytesMessage.$Properties {
}

/** Represents a BytesMessage. */
export class BytesMessage {

    /**
     * Constructs a new BytesMessage.
     * @param [properties] Properties to set
     */
    constructor(properties?: BytesMessage.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BytesMessage data. */
    data: Uint8Array;

    /**
     * Encodes the specified BytesMessage message. Does not implicitly {@link BytesMessage.verify|verify} messages.
     * @param message BytesMessage message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BytesMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BytesMessage message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BytesMessage & BytesMessage.$Shape} BytesMessage
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BytesMessage & BytesMessage.$Shape;
}

export namespace BytesMessage {

    /** Properties of a BytesMessage. */
    interface $Properties {

        /** BytesMessage data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BytesMessage. */
    type $Shape = BytesMessage.$Properties;
}

/**
 * Properties of a Timestamp.
 * @deprecated Use Timestamp.$Properties instead.
 */
export interface ITimestamp extends Timestamp.$Properties {
}

/** Represents a Timestamp. */
export class Timestamp {

    /**
     * Constructs a new Timestamp.
     * @param [properties] Properties to set
     */
    constructor(properties?: Timestamp.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Timestamp seconds. */
    seconds: (number|Long);

    /** Timestamp nanos. */
    nanos: number;

    /**
     * Encodes the specified Timestamp message. Does not implicitly {@link Timestamp.verify|verify} messages.
     * @param message Timestamp message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Timestamp message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Timestamp & Timestamp.$Shape} Timestamp
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Timestamp & Timestamp.$Shape;
}

export namespace Timestamp {

    /** Properties of a Timestamp. */
    interface $Properties {

        /** Timestamp seconds */
        seconds?: (number|Long|null);

        /** Timestamp nanos */
        nanos?: (number|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Timestamp. */
    type $Shape = Timestamp.$Properties;
}

/**
 * Properties of an Any.
 * @deprecated Use Any.$Properties instead.
 */
export interface IAny extends Any.$Properties {
}

/** Represents an Any. */
export class Any {

    /**
     * Constructs a new Any.
     * @param [properties] Properties to set
     */
    constructor(properties?: Any.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Any typeUrl. */
    typeUrl: string;

    /** Any value. */
    value: Uint8Array;

    /**
     * Encodes the specified Any message. Does not implicitly {@link Any.verify|verify} messages.
     * @param message Any message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Any.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an Any message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Any & Any.$Shape} Any
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Any & Any.$Shape;
}

export namespace Any {

    /** Properties of an Any. */
    interface $Properties {

        /** Any typeUrl */
        typeUrl?: (string|null);

        /** Any value */
        value?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an Any. */
    type $Shape = Any.$Properties;
}

/**
 * Properties of a RpcStatus.
 * @deprecated Use RpcStatus.$Properties instead.
 */
export interface IRpcStatus extends RpcStatus.$Properties {
}

/** Represents a RpcStatus. */
export class RpcStatus {

    /**
     * Constructs a new RpcStatus.
     * @param [properties] Properties to set
     */
    constructor(properties?: RpcStatus.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** RpcStatus code. */
    code: number;

    /** RpcStatus message. */
    message: string;

    /** RpcStatus details. */
    details: Any.$Properties[];

    /**
     * Encodes the specified RpcStatus message. Does not implicitly {@link RpcStatus.verify|verify} messages.
     * @param message RpcStatus message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: RpcStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a RpcStatus message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {RpcStatus & RpcStatus.$Shape} RpcStatus
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): RpcStatus & RpcStatus.$Shape;
}

export namespace RpcStatus {

    /** Properties of a RpcStatus. */
    interface $Properties {

        /** RpcStatus code */
        code?: (number|null);

        /** RpcStatus message */
        message?: (string|null);

        /** RpcStatus details */
        details?: (Any.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a RpcStatus. */
    type $Shape = RpcStatus.$Properties;
}

/**
 * Properties of a Definition.
 * @deprecated Use Definition.$Properties instead.
 */
export interface IDefinition extends Definition.$Properties {
}

/** Represents a Definition. */
export class Definition {

    /**
     * Constructs a new Definition.
     * @param [properties] Properties to set
     */
    constructor(properties?: Definition.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Definition def. */
    def: Uint8Array[];

    /** Definition metadata. */
    metadata: { [k: string]: Uint8Array };

    /** Definition source. */
    source: Uint8Array;

    /**
     * Encodes the specified Definition message. Does not implicitly {@link Definition.verify|verify} messages.
     * @param message Definition message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Definition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Definition message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Definition & Definition.$Shape} Definition
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Definition & Definition.$Shape;
}

export namespace Definition {

    /** Properties of a Definition. */
    interface $Properties {

        /** Definition def */
        def?: (Uint8Array[]|null);

        /** Definition metadata */
        metadata?: ({ [k: string]: Uint8Array }|null);

        /** Definition source */
        source?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Definition. */
    type $Shape = Definition.$Properties;
}

/**
 * Properties of an Op.
 * @deprecated Use Op.$Properties instead.
 */
export interface IOp extends Op.$Properties {
}

/** Represents an Op. */
export class Op {

    /**
     * Constructs a new Op.
     * @param [properties] Properties to set
     */
    constructor(properties?: Op.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Op inputs. */
    inputs: OpInput.$Properties[];

    /** Op source. */
    source?: (SourceOp.$Properties|null);

    /** Op file. */
    file?: (FileOp.$Properties|null);

    /** Op platform. */
    platform?: (Platform.$Properties|null);

    /** Op constraints. */
    constraints?: (WorkerConstraints.$Properties|null);

    /**
     * Encodes the specified Op message. Does not implicitly {@link Op.verify|verify} messages.
     * @param message Op message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Op.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an Op message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Op & Op.$Shape} Op
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Op & Op.$Shape;
}

export namespace Op {

    /** Properties of an Op. */
    interface $Properties {

        /** Op inputs */
        inputs?: (OpInput.$Properties[]|null);

        /** Op source */
        source?: (SourceOp.$Properties|null);

        /** Op file */
        file?: (FileOp.$Properties|null);

        /** Op platform */
        platform?: (Platform.$Properties|null);

        /** Op constraints */
        constraints?: (WorkerConstraints.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an Op. */
    type $Shape = Op.$Properties;
}

/**
 * Properties of an OpInput.
 * @deprecated Use OpInput.$Properties instead.
 */
export interface IOpInput extends OpInput.$Properties {
}

/** Represents an OpInput. */
export class OpInput {

    /**
     * Constructs a new OpInput.
     * @param [properties] Properties to set
     */
    constructor(properties?: OpInput.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** OpInput digest. */
    digest: string;

    /** OpInput index. */
    index: (number|Long);

    /**
     * Encodes the specified OpInput message. Does not implicitly {@link OpInput.verify|verify} messages.
     * @param message OpInput message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: OpInput.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an OpInput message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {OpInput & OpInput.$Shape} OpInput
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): OpInput & OpInput.$Shape;
}

export namespace OpInput {

    /** Properties of an OpInput. */
    interface $Properties {

        /** OpInput digest */
        digest?: (string|null);

        /** OpInput index */
        index?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an OpInput. */
    type $Shape = OpInput.$Properties;
}

/**
 * Properties of a SourceOp.
 * @deprecated Use SourceOp.$Properties instead.
 */
export interface ISourceOp extends SourceOp.$Properties {
}

/** Represents a SourceOp. */
export class SourceOp {

    /**
     * Constructs a new SourceOp.
     * @param [properties] Properties to set
     */
    constructor(properties?: SourceOp.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** SourceOp identifier. */
    identifier: string;

    /** SourceOp attrs. */
    attrs: { [k: string]: string };

    /**
     * Encodes the specified SourceOp message. Does not implicitly {@link SourceOp.verify|verify} messages.
     * @param message SourceOp message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: SourceOp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a SourceOp message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {SourceOp & SourceOp.$Shape} SourceOp
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): SourceOp & SourceOp.$Shape;
}

export namespace SourceOp {

    /** Properties of a SourceOp. */
    interface $Properties {

        /** SourceOp identifier */
        identifier?: (string|null);

        /** SourceOp attrs */
        attrs?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a SourceOp. */
    type $Shape = SourceOp.$Properties;
}

/**
 * Properties of a FileOp.
 * @deprecated Use FileOp.$Properties instead.
 */
export interface IFileOp extends FileOp.$Properties {
}

/** Represents a FileOp. */
export class FileOp {

    /**
     * Constructs a new FileOp.
     * @param [properties] Properties to set
     */
    constructor(properties?: FileOp.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** FileOp actions. */
    actions: FileAction.$Properties[];

    /**
     * Encodes the specified FileOp message. Does not implicitly {@link FileOp.verify|verify} messages.
     * @param message FileOp message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: FileOp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a FileOp message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {FileOp & FileOp.$Shape} FileOp
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): FileOp & FileOp.$Shape;
}

export namespace FileOp {

    /** Properties of a FileOp. */
    interface $Properties {

        /** FileOp actions */
        actions?: (FileAction.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a FileOp. */
    type $Shape = FileOp.$Properties;
}

/**
 * Properties of a FileAction.
 * @deprecated Use FileAction.$Properties instead.
 */
export interface IFileAction extends FileAction.$Properties {
}

/** Represents a FileAction. */
export class FileAction {

    /**
     * Constructs a new FileAction.
     * @param [properties] Properties to set
     */
    constructor(properties?: FileAction.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** FileAction input. */
    input: (number|Long);

    /** FileAction secondaryInput. */
    secondaryInput: (number|Long);

    /** FileAction output. */
    output: (number|Long);

    /** FileAction copy. */
    copy?: (FileActionCopy.$Properties|null);

    /**
     * Encodes the specified FileAction message. Does not implicitly {@link FileAction.verify|verify} messages.
     * @param message FileAction message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: FileAction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a FileAction message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {FileAction & FileAction.$Shape} FileAction
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): FileAction & FileAction.$Shape;
}

export namespace FileAction {

    /** Properties of a FileAction. */
    interface $Properties {

        /** FileAction input */
        input?: (number|Long|null);

        /** FileAction secondaryInput */
        secondaryInput?: (number|Long|null);

        /** FileAction output */
        output?: (number|Long|null);

        /** FileAction copy */
        copy?: (FileActionCopy.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a FileAction. */
    type $Shape = FileAction.$Properties;
}

/**
 * Properties of a FileActionCopy.
 * @deprecated Use FileActionCopy.$Properties instead.
 */
export interface IFileActionCopy extends FileActionCopy.$Properties {
}

/** Represents a FileActionCopy. */
export class FileActionCopy {

    /**
     * Constructs a new FileActionCopy.
     * @param [properties] Properties to set
     */
    constructor(properties?: FileActionCopy.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** FileActionCopy src. */
    src: string;

    /** FileActionCopy dest. */
    dest: string;

    /** FileActionCopy mode. */
    mode: number;

    /** FileActionCopy dirCopyContents. */
    dirCopyContents: boolean;

    /** FileActionCopy attemptUnpackDockerCompatibility. */
    attemptUnpackDockerCompatibility: boolean;

    /** FileActionCopy timestamp. */
    timestamp: (number|Long);

    /**
     * Encodes the specified FileActionCopy message. Does not implicitly {@link FileActionCopy.verify|verify} messages.
     * @param message FileActionCopy message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: FileActionCopy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a FileActionCopy message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {FileActionCopy & FileActionCopy.$Shape} FileActionCopy
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): FileActionCopy & FileActionCopy.$Shape;
}

export namespace FileActionCopy {

    /** Properties of a FileActionCopy. */
    interface $Properties {

        /** FileActionCopy src */
        src?: (string|null);

        /** FileActionCopy dest */
        dest?: (string|null);

        /** FileActionCopy mode */
        mode?: (number|null);

        /** FileActionCopy dirCopyContents */
        dirCopyContents?: (boolean|null);

        /** FileActionCopy attemptUnpackDockerCompatibility */
        attemptUnpackDockerCompatibility?: (boolean|null);

        /** FileActionCopy timestamp */
        timestamp?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a FileActionCopy. */
    type $Shape = FileActionCopy.$Properties;
}

/**
 * Properties of a WorkerConstraints.
 * @deprecated Use WorkerConstraints.$Properties instead.
 */
export interface IWorkerConstraints extends WorkerConstraints.$Properties {
}

/** Represents a WorkerConstraints. */
export class WorkerConstraints {

    /**
     * Constructs a new WorkerConstraints.
     * @param [properties] Properties to set
     */
    constructor(properties?: WorkerConstraints.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** WorkerConstraints filter. */
    filter: string[];

    /**
     * Encodes the specified WorkerConstraints message. Does not implicitly {@link WorkerConstraints.verify|verify} messages.
     * @param message WorkerConstraints message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: WorkerConstraints.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a WorkerConstraints message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {WorkerConstraints & WorkerConstraints.$Shape} WorkerConstraints
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): WorkerConstraints & WorkerConstraints.$Shape;
}

export namespace WorkerConstraints {

    /** Properties of a WorkerConstraints. */
    interface $Properties {

        /** WorkerConstraints filter */
        filter?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a WorkerConstraints. */
    type $Shape = WorkerConstraints.$Properties;
}

/**
 * Properties of an OpMetadata.
 * @deprecated Use OpMetadata.$Properties instead.
 */
export interface IOpMetadata extends OpMetadata.$Properties {
}

/** Represents an OpMetadata. */
export class OpMetadata {

    /**
     * Constructs a new OpMetadata.
     * @param [properties] Properties to set
     */
    constructor(properties?: OpMetadata.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** OpMetadata ignoreCache. */
    ignoreCache: boolean;

    /** OpMetadata description. */
    description: { [k: string]: string };

    /** OpMetadata caps. */
    caps: { [k: string]: boolean };

    /** OpMetadata progressGroup. */
    progressGroup?: (ProgressGroup.$Properties|null);

    /**
     * Encodes the specified OpMetadata message. Does not implicitly {@link OpMetadata.verify|verify} messages.
     * @param message OpMetadata message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: OpMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an OpMetadata message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {OpMetadata & OpMetadata.$Shape} OpMetadata
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): OpMetadata & OpMetadata.$Shape;
}

export namespace OpMetadata {

    /** Properties of an OpMetadata. */
    interface $Properties {

        /** OpMetadata ignoreCache */
        ignoreCache?: (boolean|null);

        /** OpMetadata description */
        description?: ({ [k: string]: string }|null);

        /** OpMetadata caps */
        caps?: ({ [k: string]: boolean }|null);

        /** OpMetadata progressGroup */
        progressGroup?: (ProgressGroup.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an OpMetadata. */
    type $Shape = OpMetadata.$Properties;
}

/**
 * Properties of a ProgressGroup.
 * @deprecated Use ProgressGroup.$Properties instead.
 */
export interface IProgressGroup extends ProgressGroup.$Properties {
}

/** Represents a ProgressGroup. */
export class ProgressGroup {

    /**
     * Constructs a new ProgressGroup.
     * @param [properties] Properties to set
     */
    constructor(properties?: ProgressGroup.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ProgressGroup id. */
    id: string;

    /** ProgressGroup name. */
    name: string;

    /** ProgressGroup weak. */
    weak: boolean;

    /**
     * Encodes the specified ProgressGroup message. Does not implicitly {@link ProgressGroup.verify|verify} messages.
     * @param message ProgressGroup message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ProgressGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ProgressGroup message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ProgressGroup & ProgressGroup.$Shape} ProgressGroup
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ProgressGroup & ProgressGroup.$Shape;
}

export namespace ProgressGroup {

    /** Properties of a ProgressGroup. */
    interface $Properties {

        /** ProgressGroup id */
        id?: (string|null);

        /** ProgressGroup name */
        name?: (string|null);

        /** ProgressGroup weak */
        weak?: (boolean|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ProgressGroup. */
    type $Shape = ProgressGroup.$Properties;
}

/**
 * Properties of a Platform.
 * @deprecated Use Platform.$Properties instead.
 */
export interface IPlatform extends Platform.$Properties {
}

/** Represents a Platform. */
export class Platform {

    /**
     * Constructs a new Platform.
     * @param [properties] Properties to set
     */
    constructor(properties?: Platform.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Platform architecture. */
    architecture: string;

    /** Platform os. */
    os: string;

    /** Platform variant. */
    variant: string;

    /** Platform osVersion. */
    osVersion: string;

    /** Platform osFeatures. */
    osFeatures: string[];

    /**
     * Encodes the specified Platform message. Does not implicitly {@link Platform.verify|verify} messages.
     * @param message Platform message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Platform.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Platform message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Platform & Platform.$Shape} Platform
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Platform & Platform.$Shape;
}

export namespace Platform {

    /** Properties of a Platform. */
    interface $Properties {

        /** Platform architecture */
        architecture?: (string|null);

        /** Platform os */
        os?: (string|null);

        /** Platform variant */
        variant?: (string|null);

        /** Platform osVersion */
        osVersion?: (string|null);

        /** Platform osFeatures */
        osFeatures?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Platform. */
    type $Shape = Platform.$Properties;
}

/**
 * Properties of a SourceInfo.
 * @deprecated Use SourceInfo.$Properties instead.
 */
export interface ISourceInfo extends SourceInfo.$Properties {
}

/** Represents a SourceInfo. */
export class SourceInfo {

    /**
     * Constructs a new SourceInfo.
     * @param [properties] Properties to set
     */
    constructor(properties?: SourceInfo.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** SourceInfo filename. */
    filename: string;

    /** SourceInfo data. */
    data: Uint8Array;

    /** SourceInfo definition. */
    definition?: (Definition.$Properties|null);

    /** SourceInfo language. */
    language: string;

    /**
     * Encodes the specified SourceInfo message. Does not implicitly {@link SourceInfo.verify|verify} messages.
     * @param message SourceInfo message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: SourceInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a SourceInfo message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {SourceInfo & SourceInfo.$Shape} SourceInfo
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): SourceInfo & SourceInfo.$Shape;
}

export namespace SourceInfo {

    /** Properties of a SourceInfo. */
    interface $Properties {

        /** SourceInfo filename */
        filename?: (string|null);

        /** SourceInfo data */
        data?: (Uint8Array|null);

        /** SourceInfo definition */
        definition?: (Definition.$Properties|null);

        /** SourceInfo language */
        language?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a SourceInfo. */
    type $Shape = SourceInfo.$Properties;
}

/**
 * Properties of a Range.
 * @deprecated Use Range.$Properties instead.
 */
export interface IRange extends Range.$Properties {
}

/** Represents a Range. */
export class Range {

    /**
     * Constructs a new Range.
     * @param [properties] Properties to set
     */
    constructor(properties?: Range.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Range start. */
    start?: (Position.$Properties|null);

    /** Range end. */
    end?: (Position.$Properties|null);

    /**
     * Encodes the specified Range message. Does not implicitly {@link Range.verify|verify} messages.
     * @param message Range message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Range.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Range message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Range & Range.$Shape} Range
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Range & Range.$Shape;
}

export namespace Range {

    /** Properties of a Range. */
    interface $Properties {

        /** Range start */
        start?: (Position.$Properties|null);

        /** Range end */
        end?: (Position.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Range. */
    type $Shape = Range.$Properties;
}

/**
 * Properties of a Position.
 * @deprecated Use Position.$Properties instead.
 */
export interface IPosition extends Position.$Properties {
}

/** Represents a Position. */
export class Position {

    /**
     * Constructs a new Position.
     * @param [properties] Properties to set
     */
    constructor(properties?: Position.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Position line. */
    line: number;

    /** Position character. */
    character: number;

    /**
     * Encodes the specified Position message. Does not implicitly {@link Position.verify|verify} messages.
     * @param message Position message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Position.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Position message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Position & Position.$Shape} Position
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Position & Position.$Shape;
}

export namespace Position {

    /** Properties of a Position. */
    interface $Properties {

        /** Position line */
        line?: (number|null);

        /** Position character */
        character?: (number|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Position. */
    type $Shape = Position.$Properties;
}

/**
 * Properties of a PingRequest.
 * @deprecated Use PingRequest.$Properties instead.
 */
export interface IPingRequest extends PingRequest.$Properties {
}

/** Represents a PingRequest. */
export class PingRequest {

    /**
     * Constructs a new PingRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: PingRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /**
     * Encodes the specified PingRequest message. Does not implicitly {@link PingRequest.verify|verify} messages.
     * @param message PingRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: PingRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a PingRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {PingRequest & PingRequest.$Shape} PingRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): PingRequest & PingRequest.$Shape;
}

export namespace PingRequest {

    /** Properties of a PingRequest. */
    interface $Properties {

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a PingRequest. */
    type $Shape = PingRequest.$Properties;
}

/**
 * Properties of a PongResponse.
 * @deprecated Use PongResponse.$Properties instead.
 */
export interface IPongResponse extends PongResponse.$Properties {
}

/** Represents a PongResponse. */
export class PongResponse {

    /**
     * Constructs a new PongResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: PongResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** PongResponse frontendApiCaps. */
    frontendApiCaps: ApiCap.$Properties[];

    /** PongResponse llbCaps. */
    llbCaps: ApiCap.$Properties[];

    /** PongResponse workers. */
    workers: WorkerRecord.$Properties[];

    /**
     * Encodes the specified PongResponse message. Does not implicitly {@link PongResponse.verify|verify} messages.
     * @param message PongResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: PongResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a PongResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {PongResponse & PongResponse.$Shape} PongResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): PongResponse & PongResponse.$Shape;
}

export namespace PongResponse {

    /** Properties of a PongResponse. */
    interface $Properties {

        /** PongResponse frontendApiCaps */
        frontendApiCaps?: (ApiCap.$Properties[]|null);

        /** PongResponse llbCaps */
        llbCaps?: (ApiCap.$Properties[]|null);

        /** PongResponse workers */
        workers?: (WorkerRecord.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a PongResponse. */
    type $Shape = PongResponse.$Properties;
}

/**
 * Properties of an ApiCap.
 * @deprecated Use ApiCap.$Properties instead.
 */
export interface IApiCap extends ApiCap.$Properties {
}

/** Represents an ApiCap. */
export class ApiCap {

    /**
     * Constructs a new ApiCap.
     * @param [properties] Properties to set
     */
    constructor(properties?: ApiCap.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ApiCap id. */
    id: string;

    /** ApiCap enabled. */
    enabled: boolean;

    /** ApiCap deprecated. */
    deprecated: boolean;

    /** ApiCap disabledReason. */
    disabledReason: string;

    /** ApiCap disabledReasonMsg. */
    disabledReasonMsg: string;

    /** ApiCap disabledAlternative. */
    disabledAlternative: string;

    /**
     * Encodes the specified ApiCap message. Does not implicitly {@link ApiCap.verify|verify} messages.
     * @param message ApiCap message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ApiCap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an ApiCap message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ApiCap & ApiCap.$Shape} ApiCap
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ApiCap & ApiCap.$Shape;
}

export namespace ApiCap {

    /** Properties of an ApiCap. */
    interface $Properties {

        /** ApiCap id */
        id?: (string|null);

        /** ApiCap enabled */
        enabled?: (boolean|null);

        /** ApiCap deprecated */
        deprecated?: (boolean|null);

        /** ApiCap disabledReason */
        disabledReason?: (string|null);

        /** ApiCap disabledReasonMsg */
        disabledReasonMsg?: (string|null);

        /** ApiCap disabledAlternative */
        disabledAlternative?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an ApiCap. */
    type $Shape = ApiCap.$Properties;
}

/**
 * Properties of a GatewaySolveRequest.
 * @deprecated Use GatewaySolveRequest.$Properties instead.
 */
export interface IGatewaySolveRequest extends GatewaySolveRequest.$Properties {
}

/** Represents a GatewaySolveRequest. */
export class GatewaySolveRequest {

    /**
     * Constructs a new GatewaySolveRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: GatewaySolveRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GatewaySolveRequest definition. */
    definition?: (Definition.$Properties|null);

    /** GatewaySolveRequest frontend. */
    frontend: string;

    /** GatewaySolveRequest frontendOpt. */
    frontendOpt: { [k: string]: string };

    /** GatewaySolveRequest allowResultReturn. */
    allowResultReturn: boolean;

    /** GatewaySolveRequest allowResultArrayRef. */
    allowResultArrayRef: boolean;

    /** GatewaySolveRequest final. */
    final: boolean;

    /** GatewaySolveRequest exporterAttr. */
    exporterAttr: Uint8Array;

    /** GatewaySolveRequest cacheImports. */
    cacheImports: TypeWithAttrs.$Properties[];

    /** GatewaySolveRequest frontendInputs. */
    frontendInputs: { [k: string]: Definition.$Properties };

    /** GatewaySolveRequest evaluate. */
    evaluate: boolean;

    /** GatewaySolveRequest sourcePolicies. */
    sourcePolicies: Uint8Array[];

    /**
     * Encodes the specified GatewaySolveRequest message. Does not implicitly {@link GatewaySolveRequest.verify|verify} messages.
     * @param message GatewaySolveRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GatewaySolveRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GatewaySolveRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GatewaySolveRequest & GatewaySolveRequest.$Shape} GatewaySolveRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GatewaySolveRequest & GatewaySolveRequest.$Shape;
}

export namespace GatewaySolveRequest {

    /** Properties of a GatewaySolveRequest. */
    interface $Properties {

        /** GatewaySolveRequest definition */
        definition?: (Definition.$Properties|null);

        /** GatewaySolveRequest frontend */
        frontend?: (string|null);

        /** GatewaySolveRequest frontendOpt */
        frontendOpt?: ({ [k: string]: string }|null);

        /** GatewaySolveRequest allowResultReturn */
        allowResultReturn?: (boolean|null);

        /** GatewaySolveRequest allowResultArrayRef */
        allowResultArrayRef?: (boolean|null);

        /** GatewaySolveRequest final */
        final?: (boolean|null);

        /** GatewaySolveRequest exporterAttr */
        exporterAttr?: (Uint8Array|null);

        /** GatewaySolveRequest cacheImports */
        cacheImports?: (TypeWithAttrs.$Properties[]|null);

        /** GatewaySolveRequest frontendInputs */
        frontendInputs?: ({ [k: string]: Definition.$Properties }|null);

        /** GatewaySolveRequest evaluate */
        evaluate?: (boolean|null);

        /** GatewaySolveRequest sourcePolicies */
        sourcePolicies?: (Uint8Array[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GatewaySolveRequest. */
    type $Shape = GatewaySolveRequest.$Properties;
}

/**
 * Properties of a GatewaySolveResponse.
 * @deprecated Use GatewaySolveResponse.$Properties instead.
 */
export interface IGatewaySolveResponse extends GatewaySolveResponse.$Properties {
}

/** Represents a GatewaySolveResponse. */
export class GatewaySolveResponse {

    /**
     * Constructs a new GatewaySolveResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: GatewaySolveResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GatewaySolveResponse ref. */
    ref: string;

    /** GatewaySolveResponse result. */
    result?: (GatewayResult.$Properties|null);

    /**
     * Encodes the specified GatewaySolveResponse message. Does not implicitly {@link GatewaySolveResponse.verify|verify} messages.
     * @param message GatewaySolveResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GatewaySolveResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GatewaySolveResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GatewaySolveResponse & GatewaySolveResponse.$Shape} GatewaySolveResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GatewaySolveResponse & GatewaySolveResponse.$Shape;
}

export namespace GatewaySolveResponse {

    /** Properties of a GatewaySolveResponse. */
    interface $Properties {

        /** GatewaySolveResponse ref */
        ref?: (string|null);

        /** GatewaySolveResponse result */
        result?: (GatewayResult.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GatewaySolveResponse. */
    type $Shape = {
      ref?: string|null;
      result?: GatewayResult.$Shape|null;
      $unknowns?: Uint8Array[];
    };
}

/**
 * Properties of a GatewayResult.
 * @deprecated Use GatewayResult.$Properties instead.
 */
export interface IGatewayResult extends GatewayResult.$Properties {
}

/** Represents a GatewayResult. */
export class GatewayResult {

    /**
     * Constructs a new GatewayResult.
     * @param [properties] Properties to set
     */
    constructor(properties?: GatewayResult.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GatewayResult refDeprecated. */
    refDeprecated?: (string|null);

    /** GatewayResult refsDeprecated. */
    refsDeprecated?: (RefMapDeprecated.$Properties|null);

    /** GatewayResult ref. */
    ref?: (GatewayRef.$Properties|null);

    /** GatewayResult refs. */
    refs?: (RefMap.$Properties|null);

    /** GatewayResult metadata. */
    metadata: { [k: string]: Uint8Array };

    /** GatewayResult attestations. */
    attestations: { [k: string]: Uint8Array };

    /** GatewayResult result. */
    result?: ("refDeprecated"|"refsDeprecated"|"ref"|"refs");

    /**
     * Encodes the specified GatewayResult message. Does not implicitly {@link GatewayResult.verify|verify} messages.
     * @param message GatewayResult message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GatewayResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GatewayResult message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GatewayResult & GatewayResult.$Shape} GatewayResult
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GatewayResult & GatewayResult.$Shape;
}

export namespace GatewayResult {

    /** Properties of a GatewayResult. */
    interface $Properties {

        /** GatewayResult refDeprecated */
        refDeprecated?: (string|null);

        /** GatewayResult refsDeprecated */
        refsDeprecated?: (RefMapDeprecated.$Properties|null);

        /** GatewayResult ref */
        ref?: (GatewayRef.$Properties|null);

        /** GatewayResult refs */
        refs?: (RefMap.$Properties|null);

        /** GatewayResult metadata */
        metadata?: ({ [k: string]: Uint8Array }|null);

        /** GatewayResult attestations */
        attestations?: ({ [k: string]: Uint8Array }|null);

        /** GatewayResult result */
        result?: ("refDeprecated"|"refsDeprecated"|"ref"|"refs");

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Narrowed shape of a GatewayResult. */
    type $Shape = {
      refDeprecated?: string|null;
      refsDeprecated?: RefMapDeprecated.$Shape|null;
      ref?: GatewayRef.$Shape|null;
      refs?: RefMap.$Shape|null;
      metadata?: { [k: string]: Uint8Array }|null;
      attestations?: { [k: string]: Uint8Array }|null;
      $unknowns?: Uint8Array[];
    } & (
      ({ result?: undefined; refDeprecated?: null; refsDeprecated?: null; ref?: null; refs?: null }|{ result?: "refDeprecated"; refDeprecated: string; refsDeprecated?: null; ref?: null; refs?: null }|{ result?: "refsDeprecated"; refDeprecated?: null; refsDeprecated: RefMapDeprecated.$Shape; ref?: null; refs?: null }|{ result?: "ref"; refDeprecated?: null; refsDeprecated?: null; ref: GatewayRef.$Shape; refs?: null }|{ result?: "refs"; refDeprecated?: null; refsDeprecated?: null; ref?: null; refs: RefMap.$Shape })
    );
}

/**
 * Properties of a RefMapDeprecated.
 * @deprecated Use RefMapDeprecated.$Properties instead.
 */
export interface IRefMapDeprecated extends RefMapDeprecated.$Properties {
}

/** Represents a RefMapDeprecated. */
export class RefMapDeprecated {

    /**
     * Constructs a new RefMapDeprecated.
     * @param [properties] Properties to set
     */
    constructor(properties?: RefMapDeprecated.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** RefMapDeprecated refs. */
    refs: { [k: string]: string };

    /**
     * Encodes the specified RefMapDeprecated message. Does not implicitly {@link RefMapDeprecated.verify|verify} messages.
     * @param message RefMapDeprecated message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: RefMapDeprecated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a RefMapDeprecated message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {RefMapDeprecated & RefMapDeprecated.$Shape} RefMapDeprecated
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): RefMapDeprecated & RefMapDeprecated.$Shape;
}

export namespace RefMapDeprecated {

    /** Properties of a RefMapDeprecated. */
    interface $Properties {

        /** RefMapDeprecated refs */
        refs?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a RefMapDeprecated. */
    type $Shape = RefMapDeprecated.$Properties;
}

/**
 * Properties of a RefMap.
 * @deprecated Use RefMap.$Properties instead.
 */
export interface IRefMap extends RefMap.$Properties {
}

/** Represents a RefMap. */
export class RefMap {

    /**
     * Constructs a new RefMap.
     * @param [properties] Properties to set
     */
    constructor(properties?: RefMap.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** RefMap refs. */
    refs: { [k: string]: GatewayRef.$Properties };

    /**
     * Encodes the specified RefMap message. Does not implicitly {@link RefMap.verify|verify} messages.
     * @param message RefMap message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: RefMap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a RefMap message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {RefMap & RefMap.$Shape} RefMap
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): RefMap & RefMap.$Shape;
}

export namespace RefMap {

    /** Properties of a RefMap. */
    interface $Properties {

        /** RefMap refs */
        refs?: ({ [k: string]: GatewayRef.$Properties }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a RefMap. */
    type $Shape = RefMap.$Properties;
}

/**
 * Properties of a GatewayRef.
 * @deprecated Use GatewayRef.$Properties instead.
 */
export interface IGatewayRef extends GatewayRef.$Properties {
}

/** Represents a GatewayRef. */
export class GatewayRef {

    /**
     * Constructs a new GatewayRef.
     * @param [properties] Properties to set
     */
    constructor(properties?: GatewayRef.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GatewayRef id. */
    id: string;

    /** GatewayRef def. */
    def?: (Definition.$Properties|null);

    /**
     * Encodes the specified GatewayRef message. Does not implicitly {@link GatewayRef.verify|verify} messages.
     * @param message GatewayRef message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GatewayRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GatewayRef message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GatewayRef & GatewayRef.$Shape} GatewayRef
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GatewayRef & GatewayRef.$Shape;
}

export namespace GatewayRef {

    /** Properties of a GatewayRef. */
    interface $Properties {

        /** GatewayRef id */
        id?: (string|null);

        /** GatewayRef def */
        def?: (Definition.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GatewayRef. */
    type $Shape = GatewayRef.$Properties;
}

/**
 * Properties of a ReturnRequest.
 * @deprecated Use ReturnRequest.$Properties instead.
 */
export interface IReturnRequest extends ReturnRequest.$Properties {
}

/** Represents a ReturnRequest. */
export class ReturnRequest {

    /**
     * Constructs a new ReturnRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ReturnRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ReturnRequest result. */
    result?: (GatewayResult.$Properties|null);

    /** ReturnRequest error. */
    error?: (RpcStatus.$Properties|null);

    /**
     * Encodes the specified ReturnRequest message. Does not implicitly {@link ReturnRequest.verify|verify} messages.
     * @param message ReturnRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ReturnRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ReturnRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ReturnRequest & ReturnRequest.$Shape} ReturnRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ReturnRequest & ReturnRequest.$Shape;
}

export namespace ReturnRequest {

    /** Properties of a ReturnRequest. */
    interface $Properties {

        /** ReturnRequest result */
        result?: (GatewayResult.$Properties|null);

        /** ReturnRequest error */
        error?: (RpcStatus.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ReturnRequest. */
    type $Shape = {
      result?: GatewayResult.$Shape|null;
      error?: RpcStatus.$Shape|null;
      $unknowns?: Uint8Array[];
    };
}

/**
 * Properties of an EvaluateRequest.
 * @deprecated Use EvaluateRequest.$Properties instead.
 */
export interface IEvaluateRequest extends EvaluateRequest.$Properties {
}

/** Represents an EvaluateRequest. */
export class EvaluateRequest {

    /**
     * Constructs a new EvaluateRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: EvaluateRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** EvaluateRequest ref. */
    ref: string;

    /**
     * Encodes the specified EvaluateRequest message. Does not implicitly {@link EvaluateRequest.verify|verify} messages.
     * @param message EvaluateRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: EvaluateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an EvaluateRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {EvaluateRequest & EvaluateRequest.$Shape} EvaluateRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): EvaluateRequest & EvaluateRequest.$Shape;
}

export namespace EvaluateRequest {

    /** Properties of an EvaluateRequest. */
    interface $Properties {

        /** EvaluateRequest ref */
        ref?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an EvaluateRequest. */
    type $Shape = EvaluateRequest.$Properties;
}

/**
 * Properties of a ReadFileRequest.
 * @deprecated Use ReadFileRequest.$Properties instead.
 */
export interface IReadFileRequest extends ReadFileRequest.$Properties {
}

/** Represents a ReadFileRequest. */
export class ReadFileRequest {

    /**
     * Constructs a new ReadFileRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ReadFileRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ReadFileRequest ref. */
    ref: string;

    /** ReadFileRequest filePath. */
    filePath: string;

    /** ReadFileRequest range. */
    range?: (FileRange.$Properties|null);

    /**
     * Encodes the specified ReadFileRequest message. Does not implicitly {@link ReadFileRequest.verify|verify} messages.
     * @param message ReadFileRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ReadFileRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ReadFileRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ReadFileRequest & ReadFileRequest.$Shape} ReadFileRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ReadFileRequest & ReadFileRequest.$Shape;
}

export namespace ReadFileRequest {

    /** Properties of a ReadFileRequest. */
    interface $Properties {

        /** ReadFileRequest ref */
        ref?: (string|null);

        /** ReadFileRequest filePath */
        filePath?: (string|null);

        /** ReadFileRequest range */
        range?: (FileRange.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ReadFileRequest. */
    type $Shape = ReadFileRequest.$Properties;
}

/**
 * Properties of a FileRange.
 * @deprecated Use FileRange.$Properties instead.
 */
export interface IFileRange extends FileRange.$Properties {
}

/** Represents a FileRange. */
export class FileRange {

    /**
     * Constructs a new FileRange.
     * @param [properties] Properties to set
     */
    constructor(properties?: FileRange.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** FileRange offset. */
    offset: (number|Long);

    /** FileRange length. */
    length: (number|Long);

    /**
     * Encodes the specified FileRange message. Does not implicitly {@link FileRange.verify|verify} messages.
     * @param message FileRange message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: FileRange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a FileRange message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {FileRange & FileRange.$Shape} FileRange
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): FileRange & FileRange.$Shape;
}

export namespace FileRange {

    /** Properties of a FileRange. */
    interface $Properties {

        /** FileRange offset */
        offset?: (number|Long|null);

        /** FileRange length */
        length?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a FileRange. */
    type $Shape = FileRange.$Properties;
}

/**
 * Properties of a ReadFileResponse.
 * @deprecated Use ReadFileResponse.$Properties instead.
 */
export interface IReadFileResponse extends ReadFileResponse.$Properties {
}

/** Represents a ReadFileResponse. */
export class ReadFileResponse {

    /**
     * Constructs a new ReadFileResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ReadFileResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ReadFileResponse data. */
    data: Uint8Array;

    /**
     * Encodes the specified ReadFileResponse message. Does not implicitly {@link ReadFileResponse.verify|verify} messages.
     * @param message ReadFileResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ReadFileResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ReadFileResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ReadFileResponse & ReadFileResponse.$Shape} ReadFileResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ReadFileResponse & ReadFileResponse.$Shape;
}

export namespace ReadFileResponse {

    /** Properties of a ReadFileResponse. */
    interface $Properties {

        /** ReadFileResponse data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ReadFileResponse. */
    type $Shape = ReadFileResponse.$Properties;
}

/**
 * Properties of a StatFileRequest.
 * @deprecated Use StatFileRequest.$Properties instead.
 */
export interface IStatFileRequest extends StatFileRequest.$Properties {
}

/** Represents a StatFileRequest. */
export class StatFileRequest {

    /**
     * Constructs a new StatFileRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: StatFileRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** StatFileRequest ref. */
    ref: string;

    /** StatFileRequest path. */
    path: string;

    /**
     * Encodes the specified StatFileRequest message. Does not implicitly {@link StatFileRequest.verify|verify} messages.
     * @param message StatFileRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: StatFileRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a StatFileRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {StatFileRequest & StatFileRequest.$Shape} StatFileRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): StatFileRequest & StatFileRequest.$Shape;
}

export namespace StatFileRequest {

    /** Properties of a StatFileRequest. */
    interface $Properties {

        /** StatFileRequest ref */
        ref?: (string|null);

        /** StatFileRequest path */
        path?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a StatFileRequest. */
    type $Shape = StatFileRequest.$Properties;
}

/**
 * Properties of a ContentReadRequest.
 * @deprecated Use ContentReadRequest.$Properties instead.
 */
export interface IContentReadRequest extends ContentReadRequest.$Properties {
}

/** Represents a ContentReadRequest. */
export class ContentReadRequest {

    /**
     * Constructs a new ContentReadRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentReadRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentReadRequest digest. */
    digest: string;

    /** ContentReadRequest offset. */
    offset: (number|Long);

    /** ContentReadRequest size. */
    size: (number|Long);

    /**
     * Encodes the specified ContentReadRequest message. Does not implicitly {@link ContentReadRequest.verify|verify} messages.
     * @param message ContentReadRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentReadRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentReadRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentReadRequest & ContentReadRequest.$Shape} ContentReadRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentReadRequest & ContentReadRequest.$Shape;
}

export namespace ContentReadRequest {

    /** Properties of a ContentReadRequest. */
    interface $Properties {

        /** ContentReadRequest digest */
        digest?: (string|null);

        /** ContentReadRequest offset */
        offset?: (number|Long|null);

        /** ContentReadRequest size */
        size?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentReadRequest. */
    type $Shape = ContentReadRequest.$Properties;
}

/**
 * Properties of a ContentReadResponse.
 * @deprecated Use ContentReadResponse.$Properties instead.
 */
export interface IContentReadResponse extends ContentReadResponse.$Properties {
}

/** Represents a ContentReadResponse. */
export class ContentReadResponse {

    /**
     * Constructs a new ContentReadResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentReadResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentReadResponse offset. */
    offset: (number|Long);

    /** ContentReadResponse data. */
    data: Uint8Array;

    /**
     * Encodes the specified ContentReadResponse message. Does not implicitly {@link ContentReadResponse.verify|verify} messages.
     * @param message ContentReadResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentReadResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentReadResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentReadResponse & ContentReadResponse.$Shape} ContentReadResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentReadResponse & ContentReadResponse.$Shape;
}

export namespace ContentReadResponse {

    /** Properties of a ContentReadResponse. */
    interface $Properties {

        /** ContentReadResponse offset */
        offset?: (number|Long|null);

        /** ContentReadResponse data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentReadResponse. */
    type $Shape = ContentReadResponse.$Properties;
}
