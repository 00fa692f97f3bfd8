import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

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
 * Properties of a SourcePlatform.
 * @deprecated Use SourcePlatform.$Properties instead.
 */
export interface ISourcePlatform extends SourcePlatform.$Properties {
}

/** Represents a SourcePlatform. */
export class SourcePlatform {

    /**
     * Constructs a new SourcePlatform.
     * @param [properties] Properties to set
     */
    constructor(properties?: SourcePlatform.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** SourcePlatform architecture. */
    architecture: string;

    /** SourcePlatform os. */
    os: string;

    /** SourcePlatform variant. */
    variant: string;

    /** SourcePlatform osVersion. */
    osVersion: string;

    /** SourcePlatform osFeatures. */
    osFeatures: string[];

    /**
     * Encodes the specified SourcePlatform message. Does not implicitly {@link SourcePlatform.verify|verify} messages.
     * @param message SourcePlatform message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: SourcePlatform.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a SourcePlatform message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {SourcePlatform & SourcePlatform.$Shape} SourcePlatform
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): SourcePlatform & SourcePlatform.$Shape;
}

export namespace SourcePlatform {

    /** Properties of a SourcePlatform. */
    interface $Properties {

        /** SourcePlatform architecture */
        architecture?: (string|null);

        /** SourcePlatform os */
        os?: (string|null);

        /** SourcePlatform variant */
        variant?: (string|null);

        /** SourcePlatform osVersion */
        osVersion?: (string|null);

        /** SourcePlatform osFeatures */
        osFeatures?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a SourcePlatform. */
    type $Shape = SourcePlatform.$Properties;
}

/**
 * Properties of a ResolveSourceMetaRequest.
 * @deprecated Use ResolveSourceMetaRequest.$Properties instead.
 */
export interface IResolveSourceMetaRequest extends ResolveSourceMetaRequest.$Properties {
}

/** Represents a ResolveSourceMetaRequest. */
export class ResolveSourceMetaRequest {

    /**
     * Constructs a new ResolveSourceMetaRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ResolveSourceMetaRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ResolveSourceMetaRequest source. */
    source?: (SourceOp.$Properties|null);

    /** ResolveSourceMetaRequest platform. */
    platform?: (SourcePlatform.$Properties|null);

    /** ResolveSourceMetaRequest logName. */
    logName: string;

    /** ResolveSourceMetaRequest resolveMode. */
    resolveMode: string;

    /** ResolveSourceMetaRequest git. */
    git?: (GitRequest.$Properties|null);

    /** ResolveSourceMetaRequest image. */
    image?: (ImageRequest.$Properties|null);

    /** ResolveSourceMetaRequest http. */
    http?: (HttpRequest.$Properties|null);

    /**
     * Encodes the specified ResolveSourceMetaRequest message. Does not implicitly {@link ResolveSourceMetaRequest.verify|verify} messages.
     * @param message ResolveSourceMetaRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ResolveSourceMetaRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ResolveSourceMetaRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ResolveSourceMetaRequest & ResolveSourceMetaRequest.$Shape} ResolveSourceMetaRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ResolveSourceMetaRequest & ResolveSourceMetaRequest.$Shape;
}

export namespace ResolveSourceMetaRequest {

    /** Properties of a ResolveSourceMetaRequest. */
    interface $Properties {

        /** ResolveSourceMetaRequest source */
        source?: (SourceOp.$Properties|null);

        /** ResolveSourceMetaRequest platform */
        platform?: (SourcePlatform.$Properties|null);

        /** ResolveSourceMetaRequest logName */
        logName?: (string|null);

        /** ResolveSourceMetaRequest resolveMode */
        resolveMode?: (string|null);

        /** ResolveSourceMetaRequest git */
        git?: (GitRequest.$Properties|null);

        /** ResolveSourceMetaRequest image */
        image?: (ImageRequest.$Properties|null);

        /** ResolveSourceMetaRequest http */
        http?: (HttpRequest.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ResolveSourceMetaRequest. */
    type $Shape = ResolveSourceMetaRequest.$Properties;
}

/**
 * Properties of a GitRequest.
 * @deprecated Use GitRequest.$Properties instead.
 */
export interface IGitRequest extends GitRequest.$Properties {
}

/** Represents a GitRequest. */
export class GitRequest {

    /**
     * Constructs a new GitRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: GitRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GitRequest returnObject. */
    returnObject: boolean;

    /**
     * Encodes the specified GitRequest message. Does not implicitly {@link GitRequest.verify|verify} messages.
     * @param message GitRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GitRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GitRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GitRequest & GitRequest.$Shape} GitRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GitRequest & GitRequest.$Shape;
}

export namespace GitRequest {

    /** Properties of a GitRequest. */
    interface $Properties {

        /** GitRequest returnObject */
        returnObject?: (boolean|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GitRequest. */
    type $Shape = GitRequest.$Properties;
}

/**
 * Properties of an ImageRequest.
 * @deprecated Use ImageRequest.$Properties instead.
 */
export interface IImageRequest extends ImageRequest.$Properties {
}

/** Represents an ImageRequest. */
export class ImageRequest {

    /**
     * Constructs a new ImageRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ImageRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ImageRequest noConfig. */
    noConfig: boolean;

    /** ImageRequest attestationChain. */
    attestationChain: boolean;

    /** ImageRequest resolveAttestations. */
    resolveAttestations: string[];

    /**
     * Encodes the specified ImageRequest message. Does not implicitly {@link ImageRequest.verify|verify} messages.
     * @param message ImageRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ImageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an ImageRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ImageRequest & ImageRequest.$Shape} ImageRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ImageRequest & ImageRequest.$Shape;
}

export namespace ImageRequest {

    /** Properties of an ImageRequest. */
    interface $Properties {

        /** ImageRequest noConfig */
        noConfig?: (boolean|null);

        /** ImageRequest attestationChain */
        attestationChain?: (boolean|null);

        /** ImageRequest resolveAttestations */
        resolveAttestations?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an ImageRequest. */
    type $Shape = ImageRequest.$Properties;
}

/**
 * Properties of a HttpRequest.
 * @deprecated Use HttpRequest.$Properties instead.
 */
export interface IHttpRequest extends HttpRequest.$Properties {
}

/** Represents a HttpRequest. */
export class HttpRequest {

    /**
     * Constructs a new HttpRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: HttpRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** HttpRequest checksumRequest. */
    checksumRequest?: (ChecksumRequest.$Properties|null);

    /**
     * Encodes the specified HttpRequest message. Does not implicitly {@link HttpRequest.verify|verify} messages.
     * @param message HttpRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: HttpRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a HttpRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {HttpRequest & HttpRequest.$Shape} HttpRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): HttpRequest & HttpRequest.$Shape;
}

export namespace HttpRequest {

    /** Properties of a HttpRequest. */
    interface $Properties {

        /** HttpRequest checksumRequest */
        checksumRequest?: (ChecksumRequest.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a HttpRequest. */
    type $Shape = HttpRequest.$Properties;
}

/**
 * Properties of a ChecksumRequest.
 * @deprecated Use ChecksumRequest.$Properties instead.
 */
export interface IChecksumRequest extends ChecksumRequest.$Properties {
}

/** Represents a ChecksumRequest. */
export class ChecksumRequest {

    /**
     * Constructs a new ChecksumRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ChecksumRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ChecksumRequest algo. */
    algo: number;

    /** ChecksumRequest suffix. */
    suffix: Uint8Array;

    /**
     * Encodes the specified ChecksumRequest message. Does not implicitly {@link ChecksumRequest.verify|verify} messages.
     * @param message ChecksumRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ChecksumRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ChecksumRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ChecksumRequest & ChecksumRequest.$Shape} ChecksumRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ChecksumRequest & ChecksumRequest.$Shape;
}

export namespace ChecksumRequest {

    /** Properties of a ChecksumRequest. */
    interface $Properties {

        /** ChecksumRequest algo */
        algo?: (number|null);

        /** ChecksumRequest suffix */
        suffix?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ChecksumRequest. */
    type $Shape = ChecksumRequest.$Properties;
}

/**
 * Properties of a ResolveSourceMetaResponse.
 * @deprecated Use ResolveSourceMetaResponse.$Properties instead.
 */
export interface IResolveSourceMetaResponse extends ResolveSourceMetaResponse.$Properties {
}

/** Represents a ResolveSourceMetaResponse. */
export class ResolveSourceMetaResponse {

    /**
     * Constructs a new ResolveSourceMetaResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ResolveSourceMetaResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ResolveSourceMetaResponse source. */
    source?: (SourceOp.$Properties|null);

    /** ResolveSourceMetaResponse image. */
    image?: (ImageMeta.$Properties|null);

    /** ResolveSourceMetaResponse git. */
    git?: (GitMeta.$Properties|null);

    /** ResolveSourceMetaResponse http. */
    http?: (HttpMeta.$Properties|null);

    /**
     * Encodes the specified ResolveSourceMetaResponse message. Does not implicitly {@link ResolveSourceMetaResponse.verify|verify} messages.
     * @param message ResolveSourceMetaResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ResolveSourceMetaResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ResolveSourceMetaResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ResolveSourceMetaResponse & ResolveSourceMetaResponse.$Shape} ResolveSourceMetaResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ResolveSourceMetaResponse & ResolveSourceMetaResponse.$Shape;
}

export namespace ResolveSourceMetaResponse {

    /** Properties of a ResolveSourceMetaResponse. */
    interface $Properties {

        /** ResolveSourceMetaResponse source */
        source?: (SourceOp.$Properties|null);

        /** ResolveSourceMetaResponse image */
        image?: (ImageMeta.$Properties|null);

        /** ResolveSourceMetaResponse git */
        git?: (GitMeta.$Properties|null);

        /** ResolveSourceMetaResponse http */
        http?: (HttpMeta.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ResolveSourceMetaResponse. */
    type $Shape = ResolveSourceMetaResponse.$Properties;
}

/**
 * Properties of an ImageMeta.
 * @deprecated Use ImageMeta.$Properties instead.
 */
export interface IImageMeta extends ImageMeta.$Properties {
}

/** Represents an ImageMeta. */
export class ImageMeta {

    /**
     * Constructs a new ImageMeta.
     * @param [properties] Properties to set
     */
    constructor(properties?: ImageMeta.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ImageMeta digest. */
    digest: string;

    /** ImageMeta config. */
    config: Uint8Array;

    /** ImageMeta attestationChain. */
    attestationChain?: (AttestationChain.$Properties|null);

    /**
     * Encodes the specified ImageMeta message. Does not implicitly {@link ImageMeta.verify|verify} messages.
     * @param message ImageMeta message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ImageMeta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an ImageMeta message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ImageMeta & ImageMeta.$Shape} ImageMeta
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ImageMeta & ImageMeta.$Shape;
}

export namespace ImageMeta {

    /** Properties of an ImageMeta. */
    interface $Properties {

        /** ImageMeta digest */
        digest?: (string|null);

        /** ImageMeta config */
        config?: (Uint8Array|null);

        /** ImageMeta attestationChain */
        attestationChain?: (AttestationChain.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an ImageMeta. */
    type $Shape = ImageMeta.$Properties;
}

/**
 * Properties of an AttestationChain.
 * @deprecated Use AttestationChain.$Properties instead.
 */
export interface IAttestationChain extends AttestationChain.$Properties {
}

/** Represents an AttestationChain. */
export class AttestationChain {

    /**
     * Constructs a new AttestationChain.
     * @param [properties] Properties to set
     */
    constructor(properties?: AttestationChain.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** AttestationChain root. */
    root: string;

    /** AttestationChain imageManifest. */
    imageManifest: string;

    /** AttestationChain attestationManifest. */
    attestationManifest: string;

    /** AttestationChain signatureManifests. */
    signatureManifests: string[];

    /** AttestationChain blobs. */
    blobs: { [k: string]: AttestationBlob.$Properties };

    /**
     * Encodes the specified AttestationChain message. Does not implicitly {@link AttestationChain.verify|verify} messages.
     * @param message AttestationChain message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: AttestationChain.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an AttestationChain message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {AttestationChain & AttestationChain.$Shape} AttestationChain
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): AttestationChain & AttestationChain.$Shape;
}

export namespace AttestationChain {

    /** Properties of an AttestationChain. */
    interface $Properties {

        /** AttestationChain root */
        root?: (string|null);

        /** AttestationChain imageManifest */
        imageManifest?: (string|null);

        /** AttestationChain attestationManifest */
        attestationManifest?: (string|null);

        /** AttestationChain signatureManifests */
        signatureManifests?: (string[]|null);

        /** AttestationChain blobs */
        blobs?: ({ [k: string]: AttestationBlob.$Properties }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an AttestationChain. */
    type $Shape = AttestationChain.$Properties;
}

/**
 * Properties of an AttestationBlob.
 * @deprecated Use AttestationBlob.$Properties instead.
 */
export interface IAttestationBlob extends AttestationBlob.$Properties {
}

/** Represents an AttestationBlob. */
export class AttestationBlob {

    /**
     * Constructs a new AttestationBlob.
     * @param [properties] Properties to set
     */
    constructor(properties?: AttestationBlob.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** AttestationBlob descriptor. */
    descriptor?: (BlobDescriptor.$Properties|null);

    /** AttestationBlob data. */
    data: Uint8Array;

    /**
     * Encodes the specified AttestationBlob message. Does not implicitly {@link AttestationBlob.verify|verify} messages.
     * @param message AttestationBlob message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: AttestationBlob.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an AttestationBlob message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {AttestationBlob & AttestationBlob.$Shape} AttestationBlob
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): AttestationBlob & AttestationBlob.$Shape;
}

export namespace AttestationBlob {

    /** Properties of an AttestationBlob. */
    interface $Properties {

        /** AttestationBlob descriptor */
        descriptor?: (BlobDescriptor.$Properties|null);

        /** AttestationBlob data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an AttestationBlob. */
    type $Shape = AttestationBlob.$Properties;
}

/**
 * Properties of a BlobDescriptor.
 * @deprecated Use BlobDescriptor.$Properties instead.
 */
export interface IBlobDescriptor extends BlobDescriptor.$Properties {
}

/** Represents a BlobDescriptor. */
export class BlobDescriptor {

    /**
     * Constructs a new BlobDescriptor.
     * @param [properties] Properties to set
     */
    constructor(properties?: BlobDescriptor.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BlobDescriptor mediaType. */
    mediaType: string;

    /** BlobDescriptor digest. */
    digest: string;

    /** BlobDescriptor size. */
    size: (number|Long);

    /** BlobDescriptor annotations. */
    annotations: { [k: string]: string };

    /**
     * Encodes the specified BlobDescriptor message. Does not implicitly {@link BlobDescriptor.verify|verify} messages.
     * @param message BlobDescriptor message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BlobDescriptor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BlobDescriptor message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BlobDescriptor & BlobDescriptor.$Shape} BlobDescriptor
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BlobDescriptor & BlobDescriptor.$Shape;
}

export namespace BlobDescriptor {

    /** Properties of a BlobDescriptor. */
    interface $Properties {

        /** BlobDescriptor mediaType */
        mediaType?: (string|null);

        /** BlobDescriptor digest */
        digest?: (string|null);

        /** BlobDescriptor size */
        size?: (number|Long|null);

        /** BlobDescriptor annotations */
        annotations?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BlobDescriptor. */
    type $Shape = BlobDescriptor.$Properties;
}

/**
 * Properties of a GitMeta.
 * @deprecated Use GitMeta.$Properties instead.
 */
export interface IGitMeta extends GitMeta.$Properties {
}

/** Represents a GitMeta. */
export class GitMeta {

    /**
     * Constructs a new GitMeta.
     * @param [properties] Properties to set
     */
    constructor(properties?: GitMeta.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GitMeta checksum. */
    checksum: string;

    /** GitMeta ref. */
    ref: string;

    /** GitMeta commitChecksum. */
    commitChecksum: string;

    /** GitMeta commitObject. */
    commitObject: Uint8Array;

    /** GitMeta tagObject. */
    tagObject: Uint8Array;

    /**
     * Encodes the specified GitMeta message. Does not implicitly {@link GitMeta.verify|verify} messages.
     * @param message GitMeta message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GitMeta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GitMeta message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GitMeta & GitMeta.$Shape} GitMeta
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GitMeta & GitMeta.$Shape;
}

export namespace GitMeta {

    /** Properties of a GitMeta. */
    interface $Properties {

        /** GitMeta checksum */
        checksum?: (string|null);

        /** GitMeta ref */
        ref?: (string|null);

        /** GitMeta commitChecksum */
        commitChecksum?: (string|null);

        /** GitMeta commitObject */
        commitObject?: (Uint8Array|null);

        /** GitMeta tagObject */
        tagObject?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GitMeta. */
    type $Shape = GitMeta.$Properties;
}

/**
 * Properties of a HttpMeta.
 * @deprecated Use HttpMeta.$Properties instead.
 */
export interface IHttpMeta extends HttpMeta.$Properties {
}

/** Represents a HttpMeta. */
export class HttpMeta {

    /**
     * Constructs a new HttpMeta.
     * @param [properties] Properties to set
     */
    constructor(properties?: HttpMeta.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** HttpMeta checksum. */
    checksum: string;

    /** HttpMeta filename. */
    filename: string;

    /** HttpMeta checksumResponse. */
    checksumResponse?: (ChecksumResponse.$Properties|null);

    /**
     * Encodes the specified HttpMeta message. Does not implicitly {@link HttpMeta.verify|verify} messages.
     * @param message HttpMeta message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: HttpMeta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a HttpMeta message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {HttpMeta & HttpMeta.$Shape} HttpMeta
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): HttpMeta & HttpMeta.$Shape;
}

export namespace HttpMeta {

    /** Properties of a HttpMeta. */
    interface $Properties {

        /** HttpMeta checksum */
        checksum?: (string|null);

        /** HttpMeta filename */
        filename?: (string|null);

        /** HttpMeta checksumResponse */
        checksumResponse?: (ChecksumResponse.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a HttpMeta. */
    type $Shape = HttpMeta.$Properties;
}

/**
 * Properties of a ChecksumResponse.
 * @deprecated Use ChecksumResponse.$Properties instead.
 */
export interface IChecksumResponse extends ChecksumResponse.$Properties {
}

/** Represents a ChecksumResponse. */
export class ChecksumResponse {

    /**
     * Constructs a new ChecksumResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ChecksumResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ChecksumResponse digest. */
    digest: string;

    /** ChecksumResponse suffix. */
    suffix: Uint8Array;

    /**
     * Encodes the specified ChecksumResponse message. Does not implicitly {@link ChecksumResponse.verify|verify} messages.
     * @param message ChecksumResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ChecksumResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ChecksumResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ChecksumResponse & ChecksumResponse.$Shape} ChecksumResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ChecksumResponse & ChecksumResponse.$Shape;
}

export namespace ChecksumResponse {

    /** Properties of a ChecksumResponse. */
    interface $Properties {

        /** ChecksumResponse digest */
        digest?: (string|null);

        /** ChecksumResponse suffix */
        suffix?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ChecksumResponse. */
    type $Shape = ChecksumResponse.$Properties;
}

/**
 * Properties of a CheckPolicyRequest.
 * @deprecated Use CheckPolicyRequest.$Properties instead.
 */
export interface ICheckPolicyRequest extends CheckPolicyRequest.$Properties {
}

/** Represents a CheckPolicyRequest. */
export class CheckPolicyRequest {

    /**
     * Constructs a new CheckPolicyRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: CheckPolicyRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** CheckPolicyRequest platform. */
    platform?: (SourcePlatform.$Properties|null);

    /** CheckPolicyRequest source. */
    source?: (ResolveSourceMetaResponse.$Properties|null);

    /**
     * Encodes the specified CheckPolicyRequest message. Does not implicitly {@link CheckPolicyRequest.verify|verify} messages.
     * @param message CheckPolicyRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CheckPolicyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CheckPolicyRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CheckPolicyRequest & CheckPolicyRequest.$Shape} CheckPolicyRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CheckPolicyRequest & CheckPolicyRequest.$Shape;
}

export namespace CheckPolicyRequest {

    /** Properties of a CheckPolicyRequest. */
    interface $Properties {

        /** CheckPolicyRequest platform */
        platform?: (SourcePlatform.$Properties|null);

        /** CheckPolicyRequest source */
        source?: (ResolveSourceMetaResponse.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a CheckPolicyRequest. */
    type $Shape = CheckPolicyRequest.$Properties;
}

/**
 * Properties of a CheckPolicyResponse.
 * @deprecated Use CheckPolicyResponse.$Properties instead.
 */
export interface ICheckPolicyResponse extends CheckPolicyResponse.$Properties {
}

/** Represents a CheckPolicyResponse. */
export class CheckPolicyResponse {

    /**
     * Constructs a new CheckPolicyResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: CheckPolicyResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** CheckPolicyResponse decision. */
    decision?: (DecisionResponse.$Properties|null);

    /** CheckPolicyResponse request. */
    request?: (ResolveSourceMetaRequest.$Properties|null);

    /** CheckPolicyResponse result. */
    result?: ("decision"|"request");

    /**
     * Encodes the specified CheckPolicyResponse message. Does not implicitly {@link CheckPolicyResponse.verify|verify} messages.
     * @param message CheckPolicyResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CheckPolicyResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CheckPolicyResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CheckPolicyResponse & CheckPolicyResponse.$Shape} CheckPolicyResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CheckPolicyResponse & CheckPolicyResponse.$Shape;
}

export namespace CheckPolicyResponse {

    /** Properties of a CheckPolicyResponse. */
    interface $Properties {

        /** CheckPolicyResponse decision */
        decision?: (DecisionResponse.$Properties|null);

        /** CheckPolicyResponse request */
        request?: (ResolveSourceMetaRequest.$Properties|null);

        /** CheckPolicyResponse result */
        result?: ("decision"|"request");

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Narrowed shape of a CheckPolicyResponse. */
    type $Shape = {
      decision?: DecisionResponse.$Shape|null;
      request?: ResolveSourceMetaRequest.$Shape|null;
      $unknowns?: Uint8Array[];
    } & (
      ({ result?: undefined; decision?: null; request?: null }|{ result?: "decision"; decision: DecisionResponse.$Shape; request?: null }|{ result?: "request"; decision?: null; request: ResolveSourceMetaRequest.$Shape })
    );
}

/**
 * Properties of a DecisionResponse.
 * @deprecated Use DecisionResponse.$Properties instead.
 */
export interface IDecisionResponse extends DecisionResponse.$Properties {
}

/** Represents a DecisionResponse. */
export class DecisionResponse {

    /**
     * Constructs a new DecisionResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: DecisionResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** DecisionResponse action. */
    action: number;

    /** DecisionResponse denyMessages. */
    denyMessages: DenyMessage.$Properties[];

    /** DecisionResponse update. */
    update?: (SourceOp.$Properties|null);

    /**
     * Encodes the specified DecisionResponse message. Does not implicitly {@link DecisionResponse.verify|verify} messages.
     * @param message DecisionResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: DecisionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a DecisionResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {DecisionResponse & DecisionResponse.$Shape} DecisionResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): DecisionResponse & DecisionResponse.$Shape;
}

export namespace DecisionResponse {

    /** Properties of a DecisionResponse. */
    interface $Properties {

        /** DecisionResponse action */
        action?: (number|null);

        /** DecisionResponse denyMessages */
        denyMessages?: (DenyMessage.$Properties[]|null);

        /** DecisionResponse update */
        update?: (SourceOp.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a DecisionResponse. */
    type $Shape = DecisionResponse.$Properties;
}

/**
 * Properties of a DenyMessage.
 * @deprecated Use DenyMessage.$Properties instead.
 */
export interface IDenyMessage extends DenyMessage.$Properties {
}

/** Represents a DenyMessage. */
export class DenyMessage {

    /**
     * Constructs a new DenyMessage.
     * @param [properties] Properties to set
     */
    constructor(properties?: DenyMessage.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** DenyMessage message. */
    message: string;

    /**
     * Encodes the specified DenyMessage message. Does not implicitly {@link DenyMessage.verify|verify} messages.
     * @param message DenyMessage message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: DenyMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a DenyMessage message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {DenyMessage & DenyMessage.$Shape} DenyMessage
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): DenyMessage & DenyMessage.$Shape;
}

export namespace DenyMessage {

    /** Properties of a DenyMessage. */
    interface $Properties {

        /** DenyMessage message */
        message?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a DenyMessage. */
    type $Shape = DenyMessage.$Properties;
}
